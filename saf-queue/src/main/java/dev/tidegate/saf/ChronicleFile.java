package dev.tidegate.saf;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;

/**
 * A generation's file, appended to by Chronicle Queue.
 *
 * <p>Chronicle writes through a mapping of a sparse file. Its own {@code sync()} asks for {@code MS_ASYNC}, which Linux
 * ignores, so durability is asked for here, on the same file: it covers every dirty page, whoever dirtied it. A page
 * without a block behind it turns a full disk into a fault inside a store instruction; so blocks are taken ahead of
 * Chronicle, by writing zeros through a channel, where a full disk is an {@code IOException}. That also leaves a force
 * nothing to do but to write: no block to find, no length to change.
 *
 * <p>So, while no blocks were taken, a force covers the bytes appended since the last one ({@code msync} with
 * {@code MS_SYNC}, which Linux does as {@code fdatasync} of a range and whose error is an exception here), and leaves
 * Chronicle's own index and header pages, which nobody reads again, to the next {@code force(false)} of the whole file:
 * little more than half the bytes for each record.
 *
 * <p>Chronicle never rolls here: its clock stands still.
 */
final class ChronicleFile implements RecordFile {
    /** The file of the first day, in Chronicle's default cycle. */
    static final String NAME = "19700101F.cq4";
    /** Chronicle's table of locks and listings: of no use after a crash, and a trap for a reader. */
    static final String TABLE = "metadata.cq4t";
    /** The smallest that Chronicle maps well; at least four times the largest record. */
    static final int BLOCK_BYTES = 1024 * 1024;

    /** Taken ahead in one step. */
    private static final int AHEAD_BYTES = 256 * 1024;
    /** When less than this is left: far above the largest frame. */
    private static final int AHEAD_BYTES_MIN = 128 * 1024;

    /**
     * What one write call takes. The kernel keeps what one call wrote in one piece of its cache, and a store through a
     * mapping makes the whole piece dirty: with larger calls each record would cost the disk its multiple.
     */
    private static final int PAGE_BYTES = 4096;

    /** Brings a part of a file's mapping to the disk, as {@link MemorySegment#force()} does. */
    interface RangeForce {
        /** @param position of the range in the file */
        void force(Path file, long position, MemorySegment range) throws IOException;
    }

    private final Path file;
    private final RangeForce rangeForce;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private @Nullable FileChannel channel;
    private @Nullable MappedBlock block;
    private boolean grown;
    private long forced;
    private long end;
    private long taken;

    ChronicleFile(Path folder) {
        this(folder, (file, position, range) -> range.force());
    }

    ChronicleFile(Path folder, RangeForce rangeForce) {
        this.rangeForce = rangeForce;
        file = folder.resolve(NAME);
        queue = SingleChronicleQueueBuilder.binary(folder)
                .blockSize(BLOCK_BYTES)
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> 0L)
                .build();
        appender = appenderOf(queue);
    }

    // What fails on a full disk must not keep its mappings.
    private static ExcerptAppender appenderOf(ChronicleQueue queue) {
        boolean made = false;
        try {
            ExcerptAppender appender = queue.createAppender();
            // One thread at a time, by the writer's turn, and not always the same.
            appender.singleThreadedCheckDisabled(true);
            made = true;
            return appender;
        } finally {
            if (!made) {
                queue.close();
            }
        }
    }

    @Override
    public long append(byte[] frame) throws IOException {
        long position;
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> bytes = Objects.requireNonNull(document.wire()).bytes();
            position = bytes.writePosition();
            bytes.write(frame);
        }
        end = position + frame.length;
        takeBlocks();
        return position;
    }

    @Override
    public void force() throws IOException {
        if (channel == null) {
            return;
        }
        if (block != null && isRange(end)) {
            rangeForce.force(file, forced, block.range(forced, end));
        } else {
            channel.force(false);
            grown = false;
            map(channel);
        }
        forced = end;
    }

    @Override
    public long length() {
        return end;
    }

    @Override
    public boolean isReady() {
        long next = end + Frame.BYTES_MAX + Frame.ALIGNMENT;
        return isRange(next) && next + AHEAD_BYTES_MIN <= taken;
    }

    // Whether what is appended up to there lies in blocks taken before the last force of the whole file, and is mapped.
    private boolean isRange(long to) {
        return block != null && !grown && block.covers(forced, to);
    }

    // The block that the next record goes to, which Chronicle has made as long already.
    private void map(FileChannel of) throws IOException {
        long from = end / BLOCK_BYTES * BLOCK_BYTES;
        long to = from + BLOCK_BYTES;
        if (block != null && !block.covers(from, to)) {
            block.close();
            block = null;
        }
        if (block == null && to <= of.size()) {
            block = new MappedBlock(of, from, to);
        }
    }

    private void takeBlocks() throws IOException {
        if (end + AHEAD_BYTES_MIN <= taken) {
            return;
        }
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            taken = (end + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
            rewrite(channel, (int) taken);
        }
        write(channel, ByteBuffer.allocate(AHEAD_BYTES), taken);
        taken += AHEAD_BYTES;
        grown = true;
    }

    // Chronicle's index pages at the beginning have holes, too: they get their blocks by being written over themselves.
    private static void rewrite(FileChannel channel, int bytes) throws IOException {
        ByteBuffer same = ByteBuffer.allocate(bytes);
        while (same.hasRemaining()) {
            if (channel.read(same, same.position()) < 0) {
                break;
            }
        }
        write(channel, same.flip(), 0);
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + PAGE_BYTES));
            position += channel.write(bytes, position);
        }
    }

    @Override
    public void close() throws IOException {
        if (block != null) {
            block.close();
            block = null;
        }
        try {
            appender.close();
        } finally {
            queue.close();
        }
        if (channel != null) {
            channel.close();
        }
    }
}
