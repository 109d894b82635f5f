package dev.tidegate.till.cli;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The payments without a final result, folded from records in order. What becomes final is forgotten, so that a journal
 * of years needs no more memory than what waits in it.
 */
final class OpenPayments {
    /**
     * One that waits.
     *
     * @param firstSeq its STORED record where it has one, else its first
     * @param since when that was written
     */
    record Open(Payment payment, long firstSeq, Instant since) {}

    private final Map<PaymentId, Open> open = new LinkedHashMap<>();

    void take(JournalRecord record) {
        switch (record.entry()) {
            case JournalEntry.Offered(var upTo) -> offered(Math.min(upTo, record.seq()));
            case JournalEntry.OfPayment of -> fold(of, record);
            case JournalEntry.EpochOpen ignored -> {}
            case JournalEntry.Signed ignored -> {}
        }
    }

    boolean has(PaymentId id) {
        return open.containsKey(id);
    }

    /** The oldest first. */
    List<Open> all() {
        return List.copyOf(open.values());
    }

    private void fold(JournalEntry.OfPayment entry, JournalRecord record) {
        Open before = open.get(entry.payment());
        Payment after = PaymentFold.after(before == null ? null : before.payment(), entry, record.seq());
        if (after == null) {
            return;
        }
        if (after.state().isFinalResult() && after.duty() == Payment.Duty.NONE) {
            open.remove(entry.payment());
        } else if (before == null || entry instanceof JournalEntry.Stored) {
            open.put(entry.payment(), new Open(after, record.seq(), record.wroteAt()));
        } else {
            open.put(entry.payment(), new Open(after, before.firstSeq(), before.since()));
        }
    }

    private void offered(long upTo) {
        for (Open each : new ArrayList<>(open.values())) {
            if (each.payment().kind() != null && each.firstSeq() <= upTo) {
                Payment moved =
                        PaymentFold.offered(each.payment(), each.payment().seq());
                open.put(moved.id(), new Open(moved, each.firstSeq(), each.since()));
            }
        }
    }
}
