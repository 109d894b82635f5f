package dev.tidegate.saf;

import java.util.Random;

/** Chance that can be had again: {@code -Dseed=N} replays what a run has printed. */
final class Seeds {
    private Seeds() {}

    static Random chance(String of) {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println(of + ": seed " + seed);
        return new Random(seed);
    }
}
