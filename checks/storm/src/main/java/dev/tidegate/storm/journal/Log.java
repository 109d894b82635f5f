package dev.tidegate.storm.journal;

import java.util.List;

/** What is put into the storm: something that keeps sales. Safe to use from several threads. */
interface Log extends AutoCloseable {
    /** Room, or the disk, was refused. The sale is not taken; it may be there after all. */
    final class RefusedException extends RuntimeException {
        final transient boolean isFull;

        RefusedException(boolean isFull, Throwable cause) {
            super(cause);
            this.isFull = isFull;
        }
    }

    /**
     * Keeps a sale and returns when it is on disk.
     *
     * @throws RefusedException it was not kept; the next one may be
     */
    Sighting append(long number);

    /** Writes something about a sale that need not be on disk yet. */
    default void mention(long number) {}

    /**
     * Keeps what became of a sale, and returns when that is on disk. Accepts nothing, so a full disk must take it.
     *
     * @throws RefusedException it was not kept
     */
    default void settle(long number) {}

    /** The sales after a place, oldest first; empty where there is none. */
    List<Sighting> readAfter(long place);

    /** The greatest place that is on disk. */
    long end();

    /** Says that everything up to a place has been taken over elsewhere, and returns when that is on disk. */
    default void forward(long place) {}

    /** Up to where that was said. */
    default long forwarded() {
        return Long.MAX_VALUE;
    }

    /** Why nothing can be kept, empty where all is in order. */
    default String refusal() {
        return "";
    }

    @Override
    void close();
}
