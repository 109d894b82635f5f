package dev.tidegate.core.payment;

import java.util.Locale;

/** System trace audit number, STAN, DE 11 (ISO 8583): per terminal, 1 to 999999, then from 1 again. */
public record Stan(int value) {
    public static final int VALUE_MAX = 999_999;

    public Stan {
        if (value < 1 || value > VALUE_MAX) {
            throw new IllegalArgumentException("a STAN is 1 to 999999, not " + value);
        }
    }

    /** The number after this one. */
    public Stan next() {
        return new Stan(value == VALUE_MAX ? 1 : value + 1);
    }

    /** Six digits. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%06d", value);
    }
}
