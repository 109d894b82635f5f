package dev.tidegate.core.payment;

import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accepted sales without a result known to the till: counted by the journal's writer as it appends.
 *
 * <p>Immutable; {@link #after} gives the next value.
 */
public final class LimitsInUse {
    private record Open(Amount amount, Instant soldAt, long seq, boolean offered) {}

    private static final LimitsInUse NONE = new LimitsInUse(Map.of());

    private final Map<PaymentId, Open> open;

    private LimitsInUse(Map<PaymentId, Open> open) {
        this.open = open;
    }

    /** An empty journal. */
    public static LimitsInUse none() {
        return NONE;
    }

    /** The count after one more record. */
    public LimitsInUse after(JournalRecord record) {
        return switch (record.entry()) {
            case JournalEntry.Stored stored -> with(stored, record.seq());
            case JournalEntry.Voided(var payment) -> voided(payment);
            case JournalEntry.Offered(var upTo) -> offered(upTo);
            case JournalEntry.Result(var result) -> result.state().isFinalResult() ? without(result.payment()) : this;
            case JournalEntry.Asked ignored -> this;
            case JournalEntry.Answered ignored -> this;
            case JournalEntry.Shown ignored -> this;
            case JournalEntry.EpochOpen ignored -> this;
            case JournalEntry.Signed ignored -> this;
        };
    }

    public int count() {
        return open.size();
    }

    /** The sum in one currency. */
    public Amount sum(Currency currency) {
        Amount sum = new Amount(0, currency);
        for (Open sale : open.values()) {
            sum = sale.amount().currency().equals(currency) ? sum.plus(sale.amount()) : sum;
        }
        return sum;
    }

    /** When the first of them was sold, absent where there is none. */
    public @Nullable Instant oldest() {
        return open.values().stream().map(Open::soldAt).min(Instant::compareTo).orElse(null);
    }

    private LimitsInUse with(JournalEntry.Stored stored, long seq) {
        Sale sale = stored.sale();
        Map<PaymentId, Open> more = new LinkedHashMap<>(open);
        more.put(stored.payment(), new Open(sale.amount(), sale.soldAt(), seq, false));
        return new LimitsInUse(more);
    }

    private LimitsInUse offered(long upTo) {
        Map<PaymentId, Open> marked = new LinkedHashMap<>(open);
        marked.replaceAll((payment, sale) ->
                new Open(sale.amount(), sale.soldAt(), sale.seq(), sale.offered() || sale.seq() <= upTo));
        return new LimitsInUse(marked);
    }

    // After the offer a void is a request that may be refused: until its result the money is still at risk.
    private LimitsInUse voided(PaymentId payment) {
        Open sale = open.get(payment);
        return sale == null || sale.offered() ? this : without(payment);
    }

    private LimitsInUse without(PaymentId payment) {
        if (!open.containsKey(payment)) {
            return this;
        }
        Map<PaymentId, Open> fewer = new LinkedHashMap<>(open);
        fewer.remove(payment);
        return new LimitsInUse(fewer);
    }
}
