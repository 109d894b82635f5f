package dev.tidegate.core.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts accepted sales without a result known to the till, record by record: about 70 bytes for each of them, and the
 * same work for the millionth as for the first.
 *
 * <p>Used by one thread, in the journal's order; {@link #inUse} gives a value that others may keep.
 */
public final class LimitsCount {
    private static final int SEQ = 0;
    private static final int MINOR = 1;
    private static final int CURRENCY = 2;
    private static final int SOLD_AT = 3;

    private final PaymentTable open = new PaymentTable(4);
    private final OldestTime times = new OldestTime();
    /** The shop's currencies: one, seldom two. */
    private final List<Currency> currencies = new ArrayList<>();

    private final Map<Currency, Long> sums = new HashMap<>();
    private long offeredUpTo;
    private LimitsInUse inUse = LimitsInUse.none();
    private boolean changed;

    /** Whether one more sale can be counted. */
    public boolean hasRoom() {
        return open.hasRoom();
    }

    /**
     * Counts one more record.
     *
     * @throws TooManyPaymentsException it is a sale, and there is no room for it
     */
    public void count(JournalRecord record) {
        count(RecordOutline.of(record));
    }

    /** As above. */
    public void count(RecordOutline record) {
        changed |= switch (record.what()) {
            case RecordOutline.What.Stored stored -> {
                add(stored, record.seq());
                yield true;
            }
            case RecordOutline.What.Voided(var payment) -> voided(payment);
            case RecordOutline.What.Adjusted(var payment, var total) -> adjusted(payment, total);
            case RecordOutline.What.Offered(var upTo) -> {
                // An offer covers what was stored before it, whatever it says.
                offeredUpTo = Math.max(offeredUpTo, Math.min(upTo, record.seq()));
                yield false;
            }
            case RecordOutline.What.Result(var payment, var state) -> state.isFinalResult() && remove(payment);
            case RecordOutline.What.Asked ignored -> false;
            case RecordOutline.What.Answered ignored -> false;
            case RecordOutline.What.Shown ignored -> false;
            case RecordOutline.What.EpochOpen ignored -> false;
            case RecordOutline.What.Signed ignored -> false;
        };
    }

    /** How they stand after the last record. */
    public LimitsInUse inUse() {
        if (changed) {
            inUse = snapshot();
            changed = false;
        }
        return inUse;
    }

    private LimitsInUse snapshot() {
        return open.size() == 0
                ? LimitsInUse.none()
                : new LimitsInUse(open.size(), sums, Instant.ofEpochMilli(times.oldest()));
    }

    private void add(RecordOutline.What.Stored stored, long seq) {
        Amount amount = stored.amount();
        long soldAt = stored.soldAt().toEpochMilli();
        int row = open.put(stored.payment());
        if (open.get(row, SEQ) > 0) {
            // Stored before: the later record counts.
            discount(row);
        }
        open.set(row, SEQ, seq);
        open.set(row, MINOR, amount.minor());
        open.set(row, CURRENCY, indexOf(amount.currency()));
        open.set(row, SOLD_AT, soldAt);
        if (amount.minor() > 0) {
            sums.merge(amount.currency(), amount.minor(), Long::sum);
        }
        times.add(soldAt);
    }

    // After the offer a void is a request that may be refused: until its result the money is still at risk.
    private boolean voided(PaymentId payment) {
        int row = open.find(payment);
        return row != PaymentTable.ABSENT && open.get(row, SEQ) > offeredUpTo && remove(payment);
    }

    // After the offer the amount stands: the gateway takes it no other way.
    private boolean adjusted(PaymentId payment, Amount total) {
        int row = open.find(payment);
        if (row == PaymentTable.ABSENT
                || open.get(row, SEQ) <= offeredUpTo
                || !currencies.get((int) open.get(row, CURRENCY)).equals(total.currency())) {
            return false;
        }
        sums.merge(total.currency(), total.minor() - open.get(row, MINOR), Long::sum);
        open.set(row, MINOR, total.minor());
        return true;
    }

    private boolean remove(PaymentId payment) {
        int row = open.find(payment);
        if (row == PaymentTable.ABSENT) {
            return false;
        }
        discount(row);
        open.remove(row);
        if (times.isCrowded()) {
            times.reset(open.column(SOLD_AT));
        }
        return true;
    }

    private void discount(int row) {
        Currency currency = currencies.get((int) open.get(row, CURRENCY));
        long left = sums.getOrDefault(currency, 0L) - open.get(row, MINOR);
        if (left == 0) {
            sums.remove(currency);
        } else {
            sums.put(currency, left);
        }
        times.remove(open.get(row, SOLD_AT));
    }

    private int indexOf(Currency currency) {
        int known = currencies.indexOf(currency);
        if (known < 0) {
            currencies.add(currency);
        }
        return known < 0 ? currencies.size() - 1 : known;
    }
}
