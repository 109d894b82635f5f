package dev.tidegate.simulator.card;

/** The card is not in the reader, or no more: the caller waits for a card. */
public final class CardRemovedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CardRemovedException() {
        super("no card is in the reader");
    }
}
