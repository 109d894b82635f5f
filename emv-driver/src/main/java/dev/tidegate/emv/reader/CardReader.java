package dev.tidegate.emv.reader;

import dev.tidegate.emv.apdu.CardChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** One reader with one slot for chip cards. Waited on by one thread at a time; the other calls come from any. */
public interface CardReader extends AutoCloseable {
    /** What waiting for a card came to. */
    sealed interface Insertion {
        /** A card is in and has answered to reset; the caller closes the connection. */
        record Inserted(Connection connection) implements Insertion {}

        /** No card came in time. */
        record NoCard() implements Insertion {}

        /** Waiting was given up. */
        record Cancelled() implements Insertion {}

        /** A card is in that does not answer to reset as a payment card does, twice. */
        record Unreadable() implements Insertion {}

        /** The reader is gone. */
        record Lost() implements Insertion {}
    }

    /** A card that is in, with power on. Used by one thread. */
    interface Connection extends CardChannel, AutoCloseable {
        /** Takes the power off and lets the card go. Harmless when repeated. */
        @Override
        void close();
    }

    /**
     * Waits for a card; one that is in already is taken at once.
     *
     * @param wait how long at most
     * @param cancelled asked before waiting and whenever {@link #wake()} is called
     */
    Insertion await(Duration wait, BooleanSupplier cancelled);

    /** Has a waiting thread look whether it is cancelled. */
    void wake();

    /** Whether the reader is there. */
    boolean isPresent();

    /** Gives the reader up; a card in it is let go. Harmless when repeated. */
    @Override
    void close();
}
