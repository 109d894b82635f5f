package dev.tidegate.core.payment;

import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accepted sales without a result known to the till, as they stood after one record. {@link LimitsCount} counts them.
 *
 * @param count how many
 * @param sums of each currency, in minor units
 * @param oldest when the first of them was sold, absent where there is none
 */
public record LimitsInUse(
        int count, Map<Currency, Long> sums, @Nullable Instant oldest) {
    private static final LimitsInUse NONE = new LimitsInUse(0, Map.of(), null);

    public LimitsInUse {
        sums = Map.copyOf(sums);
        if (count < 0 || (count == 0) != (oldest == null)) {
            throw new IllegalArgumentException("open sales have a count, and the first of them a time");
        }
    }

    /** An empty journal. */
    public static LimitsInUse none() {
        return NONE;
    }

    /** The sum in one currency. */
    public Amount sum(Currency currency) {
        return new Amount(sums.getOrDefault(currency, 0L), currency);
    }
}
