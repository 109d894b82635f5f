package dev.tidegate.emv.reader;

import dev.tidegate.emv.stripe.Swipe;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One reader of magnetic stripes. Waited on by one thread at a time; the other calls come from any.
 *
 * <p>A swipe that nobody waits for is wiped: a card drawn by mistake pays for no later sale.
 */
public interface StripeReader extends AutoCloseable {
    /** What waiting for a swipe came to. */
    sealed interface Swiping {
        /** A card was drawn, readable or not; a card in it is the caller's to close. */
        record Swiped(Swipe swipe) implements Swiping {}

        /** No card was drawn in time. */
        record NoCard() implements Swiping {}

        /** Waiting was given up. */
        record Cancelled() implements Swiping {}

        /** The reader is gone. */
        record Lost() implements Swiping {}
    }

    /**
     * Waits for a card to be drawn from now on.
     *
     * @param wait how long at most
     * @param cancelled asked before waiting and whenever {@link #wake()} is called
     */
    Swiping await(Duration wait, BooleanSupplier cancelled);

    /** Has a waiting thread look whether it is cancelled. */
    void wake();

    /** Whether the reader is there. */
    boolean isPresent();

    /** Gives the reader up. Harmless when repeated. */
    @Override
    void close();
}
