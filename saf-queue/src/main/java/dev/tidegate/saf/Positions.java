package dev.tidegate.saf;

import java.util.Arrays;

/**
 * Where the records of one generation lie: every {@link #STRIDE}-th is remembered, the others are found by reading on.
 * Sixteen bytes for 64 records. Safe to use from several threads.
 */
final class Positions {
    /** A quarter of the most that one call reads; 64 KiB of usual records. */
    static final int STRIDE = 64;

    private long[] seqs = new long[16];
    private long[] positions = new long[16];
    private int kept;
    private long added;

    /** Numbers come in ascending order. */
    synchronized void add(long seq, long position) {
        if (added++ % STRIDE != 0) {
            return;
        }
        if (kept == seqs.length) {
            seqs = Arrays.copyOf(seqs, 2 * kept);
            positions = Arrays.copyOf(positions, 2 * kept);
        }
        seqs[kept] = seq;
        positions[kept++] = position;
    }

    /** A position at or before that of a record, 0 where none is known. */
    synchronized long before(long seq) {
        int at = Arrays.binarySearch(seqs, 0, kept, seq);
        int floor = at >= 0 ? at : -at - 2;
        return floor < 0 ? 0 : positions[floor];
    }
}
