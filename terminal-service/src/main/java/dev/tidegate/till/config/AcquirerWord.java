package dev.tidegate.till.config;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SaleLimits;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Agreed;
import dev.tidegate.crypto.TillParameters.Ceiling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a till may do: its own settings, as far as its acquirer allows them. Nothing that the acquirer does not take is
 * taken offline, and nothing at all before the till has once heard what that is.
 */
public final class AcquirerWord {
    private AcquirerWord() {}

    /** @param said absent where the till has never heard any */
    public static Limits limits(Limits own, @Nullable TillParameters said) {
        if (said == null) {
            return own.shut() == Reason.NONE ? shut(own, Reason.NO_PARAMETERS) : own;
        }
        Agreed agreed = said.agreed();
        boolean deferral = own.deferral()
                && agreed.deferredMark()
                && !said.ages().deferredHold().isZero();
        return new Limits(
                rows(own, said),
                Math.min(
                        own.countMax(),
                        said.ceiling() == null ? own.countMax() : said.ceiling().count()),
                window(own, said),
                own.cardCountMax(),
                own.declinedFor(),
                own.cardApproved()
                        && agreed.advice()
                        && agreed.adviceWithoutTrack()
                        && !said.ages().adviceHold().isZero(),
                deferral,
                own.stripe() && agreed.trackKept(),
                own.shut());
    }

    /** What a person should put in order, in plain words; empty where nothing is. */
    public static List<String> troubles(TillSettings settings, @Nullable TillParameters said) {
        List<String> troubles = new ArrayList<>();
        if (said == null) {
            troubles.add("never heard from the gateway what the acquirer allows: nothing is taken offline");
            return troubles;
        }
        TillSettings.Shop shop = settings.shop();
        if (!said.merchant().terminalId().equals(shop.terminalId())) {
            troubles.add(
                    "shop.terminalId is not the gateway's " + said.merchant().terminalId());
        }
        if (!said.merchant().currency().equals(shop.currency())) {
            troubles.add("shop.currency is not the gateway's "
                    + said.merchant().currency().getCurrencyCode());
        }
        if (settings.offline().enabled()
                && settings.offline().deferral()
                && !said.agreed().deferredMark()) {
            troubles.add("the acquirer takes no late request: no sale is deferred");
        }
        if (settings.offline().enabled()
                && settings.offline().stripe()
                && !said.agreed().trackKept()) {
            troubles.add("the acquirer does not allow stripe data to be kept");
        }
        return troubles;
    }

    /** The same limits, by which nothing is taken for one reason. */
    public static Limits shut(Limits own, Reason why) {
        return new Limits(
                own.rows(),
                own.countMax(),
                own.acceptWindow(),
                own.cardCountMax(),
                own.declinedFor(),
                own.cardApproved(),
                own.deferral(),
                own.stripe(),
                why);
    }

    // Beyond its age a sale is not sent any more: by then no more are taken.
    private static Duration window(Limits own, TillParameters said) {
        Ceiling most = said.ceiling();
        return shorter(
                shorter(own.acceptWindow(), said.ages().deferredHold()),
                shorter(said.ages().adviceHold(), most == null ? own.acceptWindow() : most.window()));
    }

    private static Map<Currency, Limits.Row> rows(Limits own, TillParameters said) {
        Currency currency = said.merchant().currency();
        Limits.Row row = own.rows().get(currency);
        if (row == null) {
            return Map.of();
        }
        Ceiling most = said.ceiling();
        if (most == null) {
            return Map.of(currency, row);
        }
        Amount sum = lower(row.sumMax(), most.sumMax());
        Map<Currency, Limits.Row> rows = new HashMap<>();
        rows.put(
                currency,
                new Limits.Row(
                        lower(row.sales(), Math.min(most.saleMax(), sum.minor())),
                        sum,
                        lower(lower(row.cardSumMax(), most.cardSumMax()), sum.minor())));
        return rows;
    }

    // What a manager may let pass is the acquirer's to limit too: its word on one sale is the ceiling.
    private static SaleLimits lower(SaleLimits own, long most) {
        return new SaleLimits(
                lower(own.chip(), most), lower(own.tap(), most), lower(own.swipe(), most), lower(own.ceiling(), most));
    }

    private static Amount lower(Amount own, long most) {
        return own.minor() <= most ? own : new Amount(most, own.currency());
    }

    private static Duration shorter(Duration one, Duration other) {
        return Objects.compare(one, other, Duration::compareTo) <= 0 ? one : other;
    }
}
