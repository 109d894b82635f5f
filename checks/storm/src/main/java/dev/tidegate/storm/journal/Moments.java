package dev.tidegate.storm.journal;

import java.util.SplittableRandom;

/**
 * Which moments of a life are looked at, and when its power is cut: any, but as the archivist works only now and then,
 * some of them before one of its operations.
 */
final class Moments {
    /** Of the moments of a life, so many may lie amid the archivist's work besides. */
    private static final int ARCHIVING_MAX = 2;

    private static final int ARCHIVING_ONE_IN = 6;
    private static final int END_ONE_IN = 25;

    /** Blocks are taken ahead page by page, and next to nothing happens meanwhile. */
    private static final int WRITES_AS_ONE = 16;

    private final SplittableRandom chance;
    private final long[] at;
    private final long end;
    private long passed;
    private int writes;
    private int archiving;
    private boolean over;

    /** @param operationsMax after so many, writes apart, a life is over */
    Moments(int count, int operationsMax, SplittableRandom chance) {
        this.chance = chance;
        this.at = chance.longs(count, 1, operationsMax + 1L).sorted().toArray();
        this.end = at[at.length - 1];
    }

    /** Whether a moment is looked at, before an operation; asked once for each, on the thread of the operation. */
    boolean isLookedAt(Operation operation) {
        if (operation == Operation.WRITE && ++writes % WRITES_AS_ONE != 0) {
            return false;
        }
        passed++;
        boolean chosen = false;
        for (long each : at) {
            chosen |= each == passed;
        }
        over = passed >= end;
        if (!chosen && isArchivists() && archiving < ARCHIVING_MAX && chance.nextInt(ARCHIVING_ONE_IN) == 0) {
            archiving++;
            chosen = true;
            // The next life may begin in the middle of it.
            over = passed > end / 2 && chance.nextInt(END_ONE_IN) < ARCHIVING_ONE_IN;
        }
        return chosen;
    }

    /** Whether the power is cut now. */
    boolean isOver() {
        return over;
    }

    private static boolean isArchivists() {
        return Thread.currentThread().getName().equals(Callers.ARCHIVIST);
    }
}
