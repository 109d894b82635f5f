package dev.tidegate.till.sale;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.CardInUse;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.LedgerBrokenException;
import dev.tidegate.crypto.CardHash;
import dev.tidegate.till.ledger.CardSale;
import dev.tidegate.till.ledger.LedgerQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts a card's sales from the ledger, and so from the journal: whatever dies, the count does not. The ledger knows
 * brand and last four digits; which of these sales are another card's is known of this process's own alone, by a keyed
 * hash in memory. What is not known for sure to be another card's counts. Safe to use from several threads.
 */
public final class KnownCards implements CardRecords {
    /** A day of a busy lane; of older sales brand and last four digits have to do. */
    static final int REMEMBERED_MAX = 4_096;

    /** The floor limit's look at the last sale (EMV 4.4 Book 3, 10.6.1): today's log, not last week's. */
    static final Duration LAST_SALE_WITHIN = Duration.ofHours(24);

    private static final Set<PaymentState> DECLINED =
            EnumSet.of(PaymentState.DECLINED, PaymentState.DECLINED_AFTER_STORE);

    private static final Set<PaymentState> STANDING = EnumSet.of(
            PaymentState.AUTHORISED, PaymentState.AWAITING_TILL, PaymentState.CAPTURED, PaymentState.SETTLED);

    private final LedgerQueries ledger;
    private final CardHash hash;
    private final Duration declinedFor;
    private final InstantSource clock;

    private final Map<PaymentId, Octets> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PaymentId, Octets> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    /** @param declinedFor how long a decline counts */
    public KnownCards(LedgerQueries ledger, CardHash hash, Duration declinedFor, InstantSource clock) {
        this.ledger = ledger;
        this.hash = hash;
        this.declinedFor = declinedFor;
        this.clock = clock;
    }

    @Override
    public void remember(PaymentId payment, Pan pan) {
        Octets of = hash.of(pan);
        synchronized (remembered) {
            var ignored = remembered.put(payment, of);
        }
    }

    @Override
    public CardInUse of(Pan pan) {
        int count = 0;
        int sure = 0;
        Map<Currency, Long> sums = new HashMap<>();
        Map<Currency, Long> sureSums = new HashMap<>();
        Instant declinedAt = null;
        Instant refusedAt = null;
        for (CardSale sale : sales(pan, declinedFor)) {
            if (isAtRisk(sale)) {
                count++;
                add(sums, sale.amount());
                // Those that are known to be another's are not among them.
                if (known(sale.payment()) != null) {
                    sure++;
                    add(sureSums, sale.amount());
                }
            } else if (DECLINED.contains(sale.state())) {
                declinedAt = later(declinedAt, sale.changedAt());
                refusedAt = sale.referred() ? refusedAt : later(refusedAt, sale.changedAt());
            }
        }
        return new CardInUse(count, sums, sure, sureSums, declinedAt, refusedAt);
    }

    private static void add(Map<Currency, Long> sums, Amount amount) {
        long before = sums.getOrDefault(amount.currency(), 0L);
        sums.put(amount.currency(), before + amount.minor());
    }

    /**
     * The amount of the last sale of this card that stands, in minor units; 0 where there was none today. Never fails:
     * a ledger that cannot be read makes it as much as can be, which sends the sale to the issuer.
     */
    public long lastAmountMinor(Pan pan) {
        try {
            return lastStanding(sales(pan, LAST_SALE_WITHIN));
        } catch (LedgerBrokenException e) {
            return Amount.MINOR_MAX;
        }
    }

    private static long lastStanding(List<CardSale> sales) {
        return sales.stream()
                .filter(sale -> isAtRisk(sale) || STANDING.contains(sale.state()))
                .mapToLong(sale -> sale.amount().minor())
                .findFirst()
                .orElse(0);
    }

    // Taken without the issuer, and the acquirer does not have it yet; a hold for it is no money.
    private static boolean isAtRisk(CardSale sale) {
        return sale.stored() && (sale.state().isUnsynced() || sale.state() == PaymentState.AUTHORISED);
    }

    private List<CardSale> sales(Pan pan, Duration back) {
        Octets same = hash.of(pan);
        return ledger.ofCard(pan.masked(), clock.instant().minus(back)).stream()
                .filter(sale -> mayBe(sale.payment(), same))
                .toList();
    }

    private boolean mayBe(PaymentId payment, Octets card) {
        Octets known = known(payment);
        return known == null || known.equals(card);
    }

    private @Nullable Octets known(PaymentId payment) {
        synchronized (remembered) {
            return remembered.get(payment);
        }
    }

    private static Instant later(@Nullable Instant before, Instant next) {
        return before == null || next.isAfter(before) ? next : before;
    }
}
