package dev.tidegate.storm.journal;

import java.util.SplittableRandom;

/** Chance that can be had again: {@code -Dseed=N} replays what a run has printed. */
final class Seeds {
    private Seeds() {}

    static long of(String what) {
        long seed = Long.getLong("seed", new SplittableRandom().nextLong());
        System.out.println(what + ": seed " + seed);
        return seed;
    }
}
