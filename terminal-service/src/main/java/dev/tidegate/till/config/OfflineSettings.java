package dev.tidegate.till.config;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SaleLimits;
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
 * @param cardCountMax accepted sales without a result that one card may have
 * @param declinedFor how long after its issuer declined a card is not taken offline
 * @param liabilityAcceptedBy who has accepted the liability for stored sales elsewhere, in a contract say; empty where
 *     a manager does so at the till, and nothing is stored before
 * @param limits per currency, in minor units
 */
public record OfflineSettings(
        boolean enabled,
        boolean deferral,
        boolean stripe,
        int countMax,
        Duration acceptWindow,
        int cardCountMax,
        Duration declinedFor,
        String liabilityAcceptedBy,
        Map<Currency, Row> limits) {
    /** Far above any shop; a larger number is a mistyped one. */
    public static final int COUNT_MAX = 100_000;

    /** A person and a firm. */
    public static final int LIABILITY_NAME_MAX = 80;

    /** What the ledger is asked for; a longer memory is a hot list's business. */
    public static final Duration DECLINED_FOR_MAX = Duration.ofDays(7);

    /**
     * One currency, minor units.
     *
     * @param saleMax the greatest single sale by whichever way
     * @param chipMax of an inserted card; 0 switches the way off
     * @param tapMax of a tapped one
     * @param swipeMax of a stripe
     * @param ceiling above it no manager lets a sale pass
     * @param sumMax of all
     * @param cardSumMax of one card's
     */
    public record Row(
            long saleMax, long chipMax, long tapMax, long swipeMax, long ceiling, long sumMax, long cardSumMax) {
        public Row {
            Present.check(
                    saleMax >= 0 && saleMax <= sumMax && sumMax <= Amount.MINOR_MAX,
                    "offline.limits: saleMax is 0 to sumMax, and sumMax has at most 12 digits");
            Present.check(
                    chipMax >= 0 && tapMax >= 0 && swipeMax >= 0,
                    "offline.limits: chipMax, tapMax and swipeMax are not negative");
            Present.check(
                    ceiling >= saleMax && ceiling <= Amount.MINOR_MAX,
                    "offline.limits: ceiling is not below saleMax, and has at most 12 digits");
            Present.check(cardSumMax >= 0 && cardSumMax <= sumMax, "offline.limits: cardSumMax is 0 to sumMax");
        }

        /** The greatest tap that may be stored without a manager. */
        public long tapped() {
            return Math.min(tapMax, saleMax);
        }

        private Limits.Row in(Currency currency) {
            return new Limits.Row(
                    new SaleLimits(
                            new Amount(Math.min(chipMax, saleMax), currency),
                            new Amount(tapped(), currency),
                            new Amount(Math.min(swipeMax, saleMax), currency),
                            new Amount(ceiling, currency)),
                    new Amount(sumMax, currency),
                    new Amount(cardSumMax, currency));
        }
    }

    public OfflineSettings {
        Present.all("offline.limits", limits, "offline.liabilityAcceptedBy", liabilityAcceptedBy);
        Present.check(
                liabilityAcceptedBy.length() <= LIABILITY_NAME_MAX,
                "offline.liabilityAcceptedBy has at most 80 characters");
        Present.check(countMax >= 0 && countMax <= COUNT_MAX, "offline.countMax is 0 to " + COUNT_MAX);
        Present.check(cardCountMax >= 0 && cardCountMax <= COUNT_MAX, "offline.cardCountMax is 0 to " + COUNT_MAX);
        Present.span("offline.acceptWindow", acceptWindow, Duration.ZERO, Duration.ofDays(7));
        Present.span("offline.declinedFor", declinedFor, Duration.ZERO, DECLINED_FOR_MAX);
        limits = Map.copyOf(limits);
        limits.keySet()
                .forEach(currency -> Present.check(
                        currency.getDefaultFractionDigits() >= 0, "offline.limits: " + currency + " is not money"));
    }

    /** The limits in the house's words; none of any currency where offline sales are switched off. */
    public Limits toLimits() {
        Map<Currency, Limits.Row> rows = new HashMap<>();
        if (enabled) {
            limits.forEach((currency, row) -> rows.put(currency, row.in(currency)));
        }
        return new Limits(
                rows,
                enabled ? countMax : 0,
                acceptWindow,
                cardCountMax,
                declinedFor,
                true,
                deferral,
                stripe,
                enabled ? Reason.NONE : Reason.OFFLINE_DISABLED);
    }
}
