package dev.tidegate.simulator.card;

import java.io.IOException;

/**
 * A way for a card to reach a reader: within the JVM ({@link DirectReader}), over TCP ({@link VirtualReader}) or over a
 * line of bytes ({@link SerialReader}). One card at a time; safe for several threads.
 */
public interface CardTransport extends AutoCloseable {
    /** A card in a reader, until somebody ends it. */
    interface Insertion extends AutoCloseable {
        /** Whether the card is still in: neither taken out, nor pulled by a fault, nor left by its reader. */
        boolean isOpen();

        /** Takes the card out. After this no answer leaves, and no command of this reader reaches the card. */
        @Override
        void close();
    }

    /**
     * Puts a card in, one side to the reader; the card's faults begin anew.
     *
     * @throws IOException nobody is at the other end; the card stays out
     */
    Insertion insert(SimulatedCard card, Face face) throws IOException;

    /** Where the reader is, for a person. */
    String address();

    @Override
    void close();
}
