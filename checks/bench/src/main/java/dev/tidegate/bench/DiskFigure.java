package dev.tidegate.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the journal's table: a time or a rate or a number of bytes, and what the design asks of it.
 *
 * @param name short and stable
 * @param what in words
 * @param unit of the values: us, records/s, bytes/record …
 * @param value the median, where there is more than one
 * @param high its 99th percentile, 0 where that says nothing
 * @param against the line that it is compared with, empty where it stands alone
 * @param ratio value as a multiple of that, 0 where it stands alone
 */
record DiskFigure(
        String name,
        String what,
        String unit,
        double value,
        double high,
        String against,
        double ratio,
        @Nullable Bar bar) {
    /** Asked of the ratio, or, where the line stands alone, of the value. */
    record Bar(boolean isMost, double limit) {
        boolean holds(double asked) {
            return isMost ? asked <= limit : asked >= limit;
        }
    }

    static DiskFigure of(String name, String what, String unit, double value, double high) {
        return new DiskFigure(name, what, unit, value, high, "", 0, null);
    }

    DiskFigure beside(DiskFigure other) {
        return new DiskFigure(name, what, unit, value, high, other.name, value / other.value, bar);
    }

    DiskFigure atMost(double limit) {
        return new DiskFigure(name, what, unit, value, high, against, ratio, new Bar(true, limit));
    }

    DiskFigure atLeast(double limit) {
        return new DiskFigure(name, what, unit, value, high, against, ratio, new Bar(false, limit));
    }

    /** Whether the bar is held, absent where there is none. */
    @Nullable
    Boolean held() {
        return bar == null ? null : Boolean.valueOf(bar.holds(against.isEmpty() ? value : ratio));
    }
}
