package dev.tidegate.simulator.acquirer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The last frames of every connection, masked before they are kept. */
final class FrameTrace {
    /** About 10 MB; the oldest go first. */
    static final int FRAMES_MAX = 10_000;

    /** Frames in one answer of the control API. */
    static final int PAGE_FRAMES_MAX = 1000;

    private final Deque<FrameRecord> frames = new ArrayDeque<>();
    private final LongSupplier monotonicNanos;
    private long count;
    private long unreadable;

    FrameTrace(LongSupplier monotonicNanos) {
        this.monotonicNanos = monotonicNanos;
    }

    synchronized void record(FrameRecord.Direction direction, long connection, IsoMessage message) {
        keep(new FrameRecord(
                ++count,
                direction,
                monotonicNanos.getAsLong(),
                connection,
                message.mti().digits(),
                message.maskedFields(),
                IsoCodec.maskedHex(message),
                ""));
    }

    /**
     * Counts a frame that could not be read; its bytes are not kept, for nobody knows where card digits are in them.
     */
    synchronized void recordUnreadable(long connection, String fault) {
        unreadable++;
        keep(new FrameRecord(
                ++count,
                FrameRecord.Direction.IN,
                monotonicNanos.getAsLong(),
                connection,
                "",
                new TreeMap<>(),
                "",
                fault));
    }

    synchronized long unreadable() {
        return unreadable;
    }

    /** The first frames whose number is greater, oldest first; at most {@link #PAGE_FRAMES_MAX}. */
    synchronized List<FrameRecord> after(long n) {
        return frames.stream()
                .filter(frame -> frame.n() > n)
                .limit(PAGE_FRAMES_MAX)
                .toList();
    }

    private void keep(FrameRecord frame) {
        frames.addLast(frame);
        if (frames.size() > FRAMES_MAX) {
            frames.removeFirst();
        }
    }
}
