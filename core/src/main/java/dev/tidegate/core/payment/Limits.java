package dev.tidegate.core.payment;

import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/**
 * How much a till may take while the acquirer cannot be asked. Inclusive; a currency without a row takes no offline
 * sale.
 *
 * @param acceptWindow how long after the first unsynced sale more are taken
 * @param deferral whether a sale that the issuer may still decline may be stored
 * @param stripe whether the track of a card may be kept until the issuer is asked: the acquirer's written permission
 */
public record Limits(Map<Currency, Row> rows, int countMax, Duration acceptWindow, boolean deferral, boolean stripe) {
    /**
     * One currency.
     *
     * @param saleMax a single sale
     * @param sumMax all unsynced sales together
     */
    public record Row(Amount saleMax, Amount sumMax) {
        public Row {
            if (saleMax.exceeds(sumMax)) {
                throw new IllegalArgumentException("the limit of one sale is above the limit of all");
            }
        }
    }

    public Limits {
        rows = Map.copyOf(rows);
        rows.forEach((currency, row) -> {
            if (!row.saleMax().currency().equals(currency)) {
                throw new IllegalArgumentException("a row of limits in another currency than " + currency);
            }
        });
        if (countMax < 0 || acceptWindow.isNegative()) {
            throw new IllegalArgumentException("limits are not negative");
        }
    }
}
