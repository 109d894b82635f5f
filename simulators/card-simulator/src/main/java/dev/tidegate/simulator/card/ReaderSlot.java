package dev.tidegate.simulator.card;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The one slot of the reader: at most one card is in it. Safe for several threads. */
final class ReaderSlot implements AutoCloseable {
    /** What came of an insertion. */
    sealed interface Insertion {
        /** The card is in. */
        record Inserted() implements Insertion {}

        /** Another card is in. */
        record Occupied(String card) implements Insertion {}

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

    private final InetSocketAddress reader;
    private Optional<SimulatedCard> card = Optional.empty();
    private Optional<ReaderLink> link = Optional.empty();
    private long commandsBefore;

    /** @param reader where the reader listens; looked up at each insertion */
    ReaderSlot(InetSocketAddress reader) {
        this.reader = reader;
    }

    synchronized Insertion insert(SimulatedCard inserted) {
        if (card.isPresent() && isIn()) {
            return new Insertion.Occupied(card.get().profile().name());
        }
        try {
            InetSocketAddress address = new InetSocketAddress(reader.getHostString(), reader.getPort());
            link.ifPresent(ReaderLink::close);
            long before = inserted.commands();
            link = Optional.of(ReaderLink.connect(address, inserted));
            card = Optional.of(inserted);
            commandsBefore = before;
            return new Insertion.Inserted();
        } catch (IOException e) {
            return new Insertion.NoReader(reader.getHostString() + ":" + reader.getPort());
        }
    }

    /** Takes the card out, if one is in. */
    synchronized void remove() {
        if (isIn()) {
            link.ifPresent(ReaderLink::close);
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
    }

    private boolean isIn() {
        return link.filter(ReaderLink::isOpen).isPresent();
    }
}
