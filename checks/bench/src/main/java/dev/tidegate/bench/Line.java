package dev.tidegate.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of a table.
 *
 * @param benchmark the measured method
 * @param what in words
 * @param against the method that it is compared with, empty where it stands alone
 * @param bar what is asked of it, absent where it is only shown
 */
record Line(
        String benchmark,
        String what,
        String against,
        @Nullable Bar bar) {
    /**
     * What the design asks.
     *
     * @param rateMin operations in a CPU-second, 0 for any
     * @param timesMax how many times the cost of {@code against}, 0 for any
     */
    record Bar(double rateMin, double timesMax) {}

    static Line alone(String benchmark, String what) {
        return new Line(benchmark, what, "", null);
    }

    static Line beside(String against, String benchmark, String what) {
        return new Line(benchmark, what, against, null);
    }

    Line atLeast(double rate) {
        return new Line(benchmark, what, against, new Bar(rate, bar == null ? 0 : bar.timesMax()));
    }

    Line atMost(double times) {
        return new Line(benchmark, what, against, new Bar(bar == null ? 0 : bar.rateMin(), times));
    }
}
