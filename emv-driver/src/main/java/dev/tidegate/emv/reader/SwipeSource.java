package dev.tidegate.emv.reader;

import dev.tidegate.emv.stripe.Swipe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where swipes come from. Used by one thread. */
interface SwipeSource {
    /** @throws ReaderLostException it is not there */
    Line open();

    /** A reader that is open. */
    interface Line extends AutoCloseable {
        /**
         * Waits for the next swipe.
         *
         * @param wait how long at most, as exactly as the reader can
         * @return absent where none came
         * @throws ReaderLostException it went away
         */
        @Nullable
        Swipe next(Duration wait);

        /** Never fails: a reader that went away is closed. */
        @Override
        void close();
    }
}
