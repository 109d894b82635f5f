package dev.tidegate.bench;

import java.util.Arrays;

/** How long each of many calls took. */
final class Times {
    private static final double MICROS = 1_000.0;
    private static final double MEDIAN = 0.5;
    private static final double HIGH = 0.99;

    private long[] nanos = new long[256];
    private int count;

    void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
    }

    /** Half of them took no longer, in microseconds. */
    double median() {
        return at(MEDIAN);
    }

    /** Ninety-nine of a hundred took no longer. */
    double high() {
        return at(HIGH);
    }

    private double at(double part) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (count * part))] / MICROS;
    }
}
