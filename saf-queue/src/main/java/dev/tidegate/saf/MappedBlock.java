package dev.tidegate.saf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;

/** A part of a file, mapped so that a force can be asked for a range of it. */
final class MappedBlock implements AutoCloseable {
    // Closed by another thread than it was made by: the turn goes round.
    private final Arena arena = Arena.ofShared();
    private final long from;
    private final long to;
    private final MemorySegment bytes;

    /** @param of has those bytes already */
    MappedBlock(FileChannel of, long from, long to) throws IOException {
        boolean mapped = false;
        try {
            this.from = from;
            this.to = to;
            this.bytes = of.map(FileChannel.MapMode.READ_WRITE, from, to - from, arena);
            mapped = true;
        } finally {
            if (!mapped) {
                arena.close();
            }
        }
    }

    boolean covers(long first, long end) {
        return first >= from && end <= to;
    }

    MemorySegment range(long first, long end) {
        return bytes.asSlice(first - from, end - first);
    }

    @Override
    public void close() {
        arena.close();
    }
}
