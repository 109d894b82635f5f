package dev.tidegate.simulator.pinpad;

/** No card is in the pad, or not any more: the entry is over. */
final class CardGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CardGoneException() {
        super("no card is in the pad");
    }
}
