package dev.tidegate.till.config;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Limits;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/**
 * What may be taken while the acquirer cannot be asked.
 *
 * @param enabled whether anything may
 * @param deferral whether a sale that the issuer may still decline may be stored
 * @param stripe whether the acquirer has allowed in writing that a track is kept until the issuer is asked
 * @param countMax accepted sales without a result, all currencies together
 * @param acceptWindow how long after the first of them more are taken
 * @param limits per currency, in minor units
 */
public record OfflineSettings(
        boolean enabled,
        boolean deferral,
        boolean stripe,
        int countMax,
        Duration acceptWindow,
        Map<Currency, Row> limits) {
    /** Far above any shop; a larger number is a mistyped one. */
    public static final int COUNT_MAX = 100_000;

    /** One currency, minor units: the greatest single sale and the sum of all. */
    public record Row(long saleMax, long sumMax) {
        public Row {
            Present.check(
                    saleMax >= 0 && saleMax <= sumMax && sumMax <= Amount.MINOR_MAX,
                    "offline.limits: saleMax is 0 to sumMax, and sumMax has at most 12 digits");
        }
    }

    public OfflineSettings {
        Present.all("offline.limits", limits);
        Present.check(countMax >= 0 && countMax <= COUNT_MAX, "offline.countMax is 0 to " + COUNT_MAX);
        Present.span("offline.acceptWindow", acceptWindow, Duration.ZERO, Duration.ofDays(7));
        limits = Map.copyOf(limits);
        limits.keySet()
                .forEach(currency -> Present.check(
                        currency.getDefaultFractionDigits() >= 0, "offline.limits: " + currency + " is not money"));
    }

    /** The limits in the house's words; none of any currency where offline sales are switched off. */
    public Limits toLimits() {
        Map<Currency, Limits.Row> rows = new HashMap<>();
        if (enabled) {
            limits.forEach((currency, row) -> rows.put(
                    currency, new Limits.Row(new Amount(row.saleMax(), currency), new Amount(row.sumMax(), currency))));
        }
        return new Limits(rows, enabled ? countMax : 0, acceptWindow, deferral, stripe);
    }
}
