package dev.tidegate.till.http;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Approval;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SaleLimits;
import dev.tidegate.till.people.Liability;
import dev.tidegate.till.store.Orders;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may be taken offline, and how much of it is. The use is the journal's own count.
 *
 * @param blockedBy why nothing is taken offline at all; absent where something may be
 * @param ways by which a card is read
 * @param ceiling above it nobody lets a sale pass; absent where the currency takes nothing offline
 * @param windowSeconds how long after the first stored sale more are taken
 * @param openedAt when that one was sold; absent where there is none
 * @param until when the window closes; absent while it is not open
 */
record LimitsView(
        String currency,
        @Nullable Reason blockedBy,
        List<Way> ways,
        @Nullable MoneyView ceiling,
        MoneyView sumUsed,
        MoneyView sumMax,
        int countUsed,
        int countMax,
        long windowSeconds,
        @Nullable Instant openedAt,
        @Nullable Instant until,
        int cardCountMax,
        MoneyView cardSumMax,
        LiabilityView liability) {

    /**
     * One way to read a card.
     *
     * @param way CHIP, TAP or SWIPE
     * @param on whether anything is taken by it offline
     * @param saleMax a single sale; nothing where it is off
     * @param managerMax what a manager may let pass
     */
    record Way(String way, boolean on, MoneyView saleMax, MoneyView managerMax) {}

    /**
     * Who answers for stored sales that their issuers will decline.
     *
     * @param version of the text
     * @param elsewhere who accepted it in a contract; absent where nobody did
     * @param person who accepted it at this till; absent where nobody did
     */
    record LiabilityView(
            int version,
            @Nullable String elsewhere,
            @Nullable String person,
            @Nullable String language,
            @Nullable Instant at) {
        static LiabilityView of(Liability liability) {
            Orders.Liability accepted = liability.accepted();
            return new LiabilityView(
                    Liability.VERSION,
                    liability.elsewhere().isEmpty() ? null : liability.elsewhere(),
                    accepted == null ? null : accepted.person(),
                    accepted == null ? null : accepted.language(),
                    accepted == null ? null : accepted.at());
        }
    }

    static LimitsView of(Currency currency, Limits limits, LimitsInUse inUse, Liability liability) {
        Limits.Row row = limits.rows().get(currency);
        Amount none = new Amount(0, currency);
        Instant opened = inUse.oldest();
        return new LimitsView(
                currency.getCurrencyCode(),
                limits.shut() == Reason.NONE ? null : limits.shut(),
                Stream.of(EntryMode.CHIP, EntryMode.TAP, EntryMode.SWIPE)
                        .map(mode -> way(mode, limits, row == null ? SaleLimits.of(none, none) : row.sales()))
                        .toList(),
                row == null ? null : MoneyView.of(row.sales().ceiling()),
                MoneyView.of(inUse.sum(currency)),
                MoneyView.of(row == null ? none : row.sumMax()),
                inUse.count(),
                limits.countMax(),
                limits.acceptWindow().toSeconds(),
                opened,
                opened == null ? null : opened.plus(limits.acceptWindow()),
                limits.cardCountMax(),
                MoneyView.of(row == null ? none : row.cardSumMax()),
                LiabilityView.of(liability));
    }

    private static Way way(EntryMode mode, Limits limits, SaleLimits sales) {
        Amount most = sales.of(mode);
        boolean kept = !mode.isStripe() || limits.stripe() && limits.deferral();
        long twice = Math.min(
                Approval.TIMES_THE_LIMIT * most.minor(), sales.ceiling().minor());
        return new Way(
                mode.name(),
                kept && most.minor() > 0,
                MoneyView.of(most),
                MoneyView.of(new Amount(twice, most.currency())));
    }
}
