package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The last frames of every connection, masked before they are kept. */
final class FrameTrace {
    /** About 10 MB; the oldest go first. */
    static final int FRAMES_MAX = 10_000;

    /** Frames in one answer of the control API. */
    static final int PAGE_FRAMES_MAX = 1000;

    private final Deque<FrameRecord> frames = new ArrayDeque<>();
    private final IsoCodec codec;
    private final LongSupplier monotonicNanos;
    private final Consumer<FrameRecord> copy;
    private long count;
    private long unreadable;

    /**
     * A trace that begins empty.
     *
     * @param copy hears of each frame as it is kept, in order
     */
    FrameTrace(IsoCodec codec, LongSupplier monotonicNanos, Consumer<FrameRecord> copy) {
        this.codec = codec;
        this.monotonicNanos = monotonicNanos;
        this.copy = copy;
    }

    synchronized void record(FrameRecord.Direction direction, long connection, IsoMessage message, String fault) {
        keep(new FrameRecord(
                ++count,
                direction,
                monotonicNanos.getAsLong(),
                connection,
                message.mti().digits(),
                message.maskedFields(),
                codec.maskedHex(message),
                fault));
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

    /** The first frames whose number is greater, oldest first; at most so many. */
    synchronized List<FrameRecord> after(long n, int most) {
        return frames.stream().filter(frame -> frame.n() > n).limit(most).toList();
    }

    private void keep(FrameRecord frame) {
        copy.accept(frame);
        frames.addLast(frame);
        if (frames.size() > FRAMES_MAX) {
            frames.removeFirst();
        }
    }
}
