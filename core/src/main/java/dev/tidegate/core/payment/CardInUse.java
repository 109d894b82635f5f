package dev.tidegate.core.payment;

import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one card has at this till: stored sales without a result known to the till, and the last time that its issuer
 * declined.
 *
 * @param count how many are stored
 * @param sums of each currency, in minor units
 * @param declinedAt when its issuer declined it last, by the till's clock; absent where it did not lately
 */
public record CardInUse(
        int count, Map<Currency, Long> sums, @Nullable Instant declinedAt) {
    private static final CardInUse NONE = new CardInUse(0, Map.of(), null);

    public CardInUse {
        sums = Map.copyOf(sums);
        if (count < 0 || (count == 0) != sums.isEmpty()) {
            throw new IllegalArgumentException("stored sales have a count and a sum");
        }
    }

    /** A card that is not known here. */
    public static CardInUse none() {
        return NONE;
    }

    /** The sum in one currency. */
    public Amount sum(Currency currency) {
        return new Amount(sums.getOrDefault(currency, 0L), currency);
    }
}
