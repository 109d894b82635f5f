package dev.tidegate.core.payment;

import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one card has at this till: stored sales without a result known to the till, and the last time that its issuer
 * declined.
 *
 * @param count how many are stored, those that may be another card's among them
 * @param sums of each currency, in minor units
 * @param sure how many of them are this card's beyond doubt
 * @param sureSums of each currency, in minor units
 * @param declinedAt when its issuer declined it last, a referral among that, by the till's clock; absent where it did
 *     not lately
 * @param refusedAt as above, but for referrals, after which the issuer waits for a call
 */
public record CardInUse(
        int count,
        Map<Currency, Long> sums,
        int sure,
        Map<Currency, Long> sureSums,
        @Nullable Instant declinedAt,
        @Nullable Instant refusedAt) {
    private static final CardInUse NONE = new CardInUse(0, Map.of(), null);

    public CardInUse {
        sums = Map.copyOf(sums);
        sureSums = Map.copyOf(sureSums);
        if (count < 0 || (count == 0) != sums.isEmpty()) {
            throw new IllegalArgumentException("stored sales have a count and a sum");
        }
        if (sure < 0 || sure > count || (sure == 0) != sureSums.isEmpty()) {
            throw new IllegalArgumentException("what is sure is a part of all");
        }
    }

    /** No decline of it was a referral. */
    public CardInUse(
            int count, Map<Currency, Long> sums, int sure, Map<Currency, Long> sureSums, @Nullable Instant declinedAt) {
        this(count, sums, sure, sureSums, declinedAt, declinedAt);
    }

    /** All of it the card's beyond doubt. */
    public CardInUse(int count, Map<Currency, Long> sums, @Nullable Instant declinedAt) {
        this(count, sums, count, sums, declinedAt);
    }

    /** A card that is not known here. */
    public static CardInUse none() {
        return NONE;
    }

    /** The sum in one currency. */
    public Amount sum(Currency currency) {
        return new Amount(sums.getOrDefault(currency, 0L), currency);
    }

    /** The part of it that is this card's beyond doubt. */
    public Amount sureSum(Currency currency) {
        return new Amount(sureSums.getOrDefault(currency, 0L), currency);
    }
}
