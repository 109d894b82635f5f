package dev.tidegate.crypto;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The two health tests of NIST SP 800-90B on what a generator gives out: 4.4.1 repetition count, 4.4.2 adaptive
 * proportion, on bytes. They find a generator that is stuck or grossly skewed, not one that is predictable.
 *
 * <p>Both cutoffs are for eight bits of entropy in a byte and a false alarm in 2^-40 of all tests: nobody will see one.
 */
final class ChanceHealth {
    /** 1 + 40 / 8. */
    static final int REPETITIONS_MAX = 6;

    /** SP 800-90B, 4.4.2: the window of samples that are not bits. */
    static final int WINDOW = 512;

    /** A byte is seen twice in a window on average; so often in 2^-44 of them. */
    static final int PROPORTION_MAX = 20;

    private static final int WINDOWS = 8;

    private ChanceHealth() {}

    /** What is wrong, absent where nothing is. */
    static @Nullable String ask(RandomGenerator chance) {
        byte[] samples = new byte[WINDOW * WINDOWS];
        chance.nextBytes(samples);
        if (longestRun(samples) >= REPETITIONS_MAX) {
            return "repeats itself";
        }
        for (int from = 0; from < samples.length; from += WINDOW) {
            int count = 0;
            for (int i = from; i < from + WINDOW; i++) {
                count += samples[i] == samples[from] ? 1 : 0;
            }
            if (count >= PROPORTION_MAX) {
                return "is skewed";
            }
        }
        return null;
    }

    private static int longestRun(byte[] samples) {
        int longest = 1;
        int run = 1;
        for (int i = 1; i < samples.length; i++) {
            run = samples[i] == samples[i - 1] ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
