package dev.tidegate.core.payment;

import java.time.LocalDate;
import java.util.Locale;

/** Retrieval reference number, RRN, DE 37: last digit of the year, day of the year, 8-digit counter of that day. */
public record Rrn(String value) {
    /** Eight digits of counter an acquirer and a day. */
    public static final long COUNTER_MAX = 99_999_999L;

    public Rrn {
        if (value.length() != 12 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("an RRN has 12 digits");
        }
    }

    /** The {@code counter}-th of an acquirer's day, counted from 1. */
    public static Rrn of(LocalDate day, long counter) {
        if (counter < 1 || counter > COUNTER_MAX) {
            throw new IllegalArgumentException("a day has 1 to 99999999 references, not " + counter);
        }
        return new Rrn(String.format(Locale.ROOT, "%d%03d%08d", day.getYear() % 10, day.getDayOfYear(), counter));
    }

    @Override
    public String toString() {
        return value;
    }
}
