package dev.tidegate.core.payment;

import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/**
 * How much a till may take while the acquirer cannot be asked. Inclusive; a currency without a row takes no offline
 * sale.
 *
 * @param acceptWindow how long after the first unsynced sale more are taken
 * @param cardCountMax how many unsynced sales one card may have
 * @param declinedFor how long after its issuer declined a card is not taken without it
 * @param cardApproved whether a sale that the card itself approved may be stored
 * @param deferral whether a sale that the issuer may still decline may be stored
 * @param stripe whether the track of a card may be kept until the issuer is asked: the acquirer's written permission
 * @param shut why nothing is taken at all, whatever the rest says; {@link Reason#NONE} where something may be
 */
public record Limits(
        Map<Currency, Row> rows,
        int countMax,
        Duration acceptWindow,
        int cardCountMax,
        Duration declinedFor,
        boolean cardApproved,
        boolean deferral,
        boolean stripe,
        Reason shut) {
    /**
     * One currency.
     *
     * @param sales a single sale
     * @param sumMax all unsynced sales together
     * @param cardSumMax all unsynced sales of one card together
     */
    public record Row(SaleLimits sales, Amount sumMax, Amount cardSumMax) {
        public Row {
            if (sales.most().exceeds(sumMax)) {
                throw new IllegalArgumentException("the limit of one sale is above the limit of all");
            }
            if (cardSumMax.exceeds(sumMax)) {
                throw new IllegalArgumentException("the limit of one card is above the limit of all");
            }
        }

        /** With one limit for a single sale by all ways, and no ceiling but the sum. */
        public Row(Amount saleMax, Amount sumMax, Amount cardSumMax) {
            this(SaleLimits.of(saleMax, sumMax.exceeds(saleMax) ? sumMax : saleMax), sumMax, cardSumMax);
        }
    }

    public Limits {
        rows = Map.copyOf(rows);
        rows.forEach((currency, row) -> {
            if (!row.sumMax().currency().equals(currency)) {
                throw new IllegalArgumentException("a row of limits in another currency than " + currency);
            }
        });
        if (countMax < 0 || acceptWindow.isNegative() || cardCountMax < 0 || declinedFor.isNegative()) {
            throw new IllegalArgumentException("limits are not negative");
        }
    }
}
