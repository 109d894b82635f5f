package dev.tidegate.core.flow;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.Payment.Duty;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.port.Ledger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A ledger in memory, by the same fold as the real one. */
final class MapLedger implements Ledger {
    private final Map<PaymentId, Payment> payments = new LinkedHashMap<>();
    private long position;
    private String cursor = "";

    @Override
    public void projectAll(List<JournalRecord> records) {
        records.forEach(this::one);
    }

    private void one(JournalRecord record) {
        if (record.seq() <= position) {
            return;
        }
        if (record.entry() instanceof JournalEntry.OfPayment entry) {
            Payment now = PaymentFold.after(payments.get(entry.payment()), entry, record.seq());
            if (now != null) {
                payments.put(entry.payment(), now);
            }
        }
        if (record.entry() instanceof JournalEntry.Offered(var upTo)) {
            payments.replaceAll((id, p) ->
                    p.kind() != null && !p.offered() && p.seq() <= upTo ? PaymentFold.offered(p, record.seq()) : p);
        }
        if (record.entry() instanceof JournalEntry.Result(var result)
                && !result.cursor().isEmpty()) {
            cursor = result.cursor();
        }
        position = record.seq();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public @Nullable Payment payment(PaymentId id) {
        return payments.get(id);
    }

    @Override
    public @Nullable Payment paymentFor(RequestKey request) {
        return payments.values().stream()
                .filter(p -> p.sale() != null && p.sale().request().equals(request))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<Payment> duties() {
        return all(p -> p.duty() != Duty.NONE);
    }

    @Override
    public List<Payment> unanswered() {
        return all(p -> p.state() == PaymentState.ASKING);
    }

    @Override
    public List<Payment> unshown() {
        return all(p -> !p.shown()
                && p.duty() == Duty.NONE
                && (p.kind() != null && p.isUnsynced()
                        || p.kind() == null
                                && (p.state() == PaymentState.AUTHORISED || p.state() == PaymentState.CAPTURED)));
    }

    @Override
    public boolean hasUnoffered(long upTo) {
        return payments.values().stream()
                .anyMatch(p -> p.state() == PaymentState.STORED && !p.offered() && p.seq() <= upTo);
    }

    @Override
    public boolean awaitsResults() {
        return payments.values().stream()
                .anyMatch(p -> p.isUnsynced() || p.duty() != Duty.NONE || p.state() == PaymentState.OUTCOME_UNKNOWN);
    }

    @Override
    public String resultsCursor() {
        return cursor;
    }

    private List<Payment> all(Predicate<Payment> which) {
        return payments.values().stream().filter(which).toList();
    }
}
