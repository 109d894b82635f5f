package dev.tidegate.bench;

import org.jspecify.annotations.Nullable;

/**
 * A line with what was measured.
 *
 * @param rate operations in a second of CPU time of one thread
 * @param times cost as a multiple of what the line is compared with, 0 where it stands alone
 */
record Figure(Line line, double rate, double times) {
    private static final double MICROS = 1e6;

    double micros() {
        return MICROS / rate;
    }

    /** Whether the bar is held, absent where there is none. */
    @Nullable
    Boolean held() {
        Line.Bar bar = line.bar();
        if (bar == null) {
            return null;
        }
        return rate >= bar.rateMin() && (bar.timesMax() == 0 || times <= bar.timesMax());
    }
}
