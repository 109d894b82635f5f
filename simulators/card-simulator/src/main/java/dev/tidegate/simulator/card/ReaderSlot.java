package dev.tidegate.simulator.card;

import java.io.IOException;
import java.util.Optional;

/** The one slot of the reader: at most one card is in it. Safe for several threads. */
final class ReaderSlot implements AutoCloseable {
    /** What came of an insertion. */
    sealed interface Insertion {
        /** The card is in. */
        record Inserted() implements Insertion {}

        /** Another card is in. */
        record Occupied(String card) implements Insertion {}

        /** The card has nothing on this side: no chip, or no antenna. */
        record NoFace() implements Insertion {}

        /** Nobody accepts at the reader's address. */
        record NoReader(String address) implements Insertion {}
    }

    /** Who ended the last insertion. */
    enum RemovedBy {
        CONTROL,
        READER
    }

    /**
     * What can be seen from outside.
     *
     * @param card the card that is in, or was last
     * @param removedBy empty while a card is in, and before the first
     * @param commands answered since that card went in
     */
    record View(Optional<SimulatedCard> card, Optional<RemovedBy> removedBy, long commands) {}

    private final CardTransport reader;
    private final Face face;
    private Optional<SimulatedCard> card = Optional.empty();
    private Optional<CardTransport.Insertion> link = Optional.empty();
    private long commandsBefore;

    /** @param face the side of the card that the reader touches */
    ReaderSlot(CardTransport reader, Face face) {
        this.reader = reader;
        this.face = face;
    }

    synchronized Insertion insert(SimulatedCard inserted) {
        if (card.isPresent() && isIn()) {
            return new Insertion.Occupied(card.get().profile().name());
        }
        if (!inserted.has(face)) {
            return new Insertion.NoFace();
        }
        try {
            link.ifPresent(CardTransport.Insertion::close);
            long before = inserted.commands();
            link = Optional.of(reader.insert(inserted, face));
            card = Optional.of(inserted);
            commandsBefore = before;
            return new Insertion.Inserted();
        } catch (IOException e) {
            return new Insertion.NoReader(reader.address());
        }
    }

    /** Takes the card out, if one is in. */
    synchronized void remove() {
        if (isIn()) {
            link.ifPresent(CardTransport.Insertion::close);
            link = Optional.empty();
        }
    }

    synchronized View view() {
        long commands = card.map(SimulatedCard::commands).orElse(commandsBefore) - commandsBefore;
        if (card.isEmpty() || isIn()) {
            return new View(card, Optional.empty(), commands);
        }
        // A link that is still held was not closed from here.
        return new View(card, Optional.of(link.isPresent() ? RemovedBy.READER : RemovedBy.CONTROL), commands);
    }

    @Override
    public void close() {
        remove();
        reader.close();
    }

    private boolean isIn() {
        return link.filter(CardTransport.Insertion::isOpen).isPresent();
    }
}
