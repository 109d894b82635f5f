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

    /** The sales of which it is not kept yet what became of them. */
    default List<Long> unsettled() {
        return List.of();
    }

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

    /** The smallest place that is still kept: everything before it was let go for good. */
    default long begins() {
        return 0;
    }

    /**
     * Lets go of what is not needed any more: one round.
     *
     * @param deleted told of each thing that was let go, while others may still have to go
     * @return why something was left alone that was due; empty where nothing is odd
     */
    default List<String> tidy(Runnable deleted) {
        return List.of();
    }

    /** Why nothing can be kept, empty where all is in order. */
    default String refusal() {
        return "";
    }

    @Override
    void close();
}
