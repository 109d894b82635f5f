package dev.tidegate.emv.reader;

import java.time.Duration;

/** A USB device of the class of human interface devices that sends input reports. Used by one thread. */
public interface HidPort {
    /** @throws ReaderLostException it is not there, or may not be used */
    Reports open();

    /** The reports of a device that is open. */
    interface Reports extends AutoCloseable {
        /**
         * Waits for one report.
         *
         * @param report takes it, without a report id; the caller's to wipe
         * @param wait how long at most
         * @return its length, 0 where none came
         * @throws ReaderLostException it was unplugged
         */
        int read(byte[] report, Duration wait);

        /** Never fails. */
        @Override
        void close();
    }
}
