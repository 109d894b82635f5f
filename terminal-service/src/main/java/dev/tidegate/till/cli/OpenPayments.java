package dev.tidegate.till.cli;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.saf.JournalFolder;
import dev.tidegate.saf.JournalFolder.Piece;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The payments without a final result, folded from records in order. What becomes final is forgotten, so that a journal
 * of years needs no more memory than what waits in it. The few that a later result opens again are folded from their
 * first record by another walk.
 */
final class OpenPayments {
    /**
     * One that waits.
     *
     * @param firstSeq its STORED record where it has one, else its first
     * @param since when that was written
     */
    record Open(Payment payment, long firstSeq, Instant since) {
        private boolean isOver() {
            return payment.state().isFinalResult() && payment.duty() == Payment.Duty.NONE;
        }
    }

    private final Map<PaymentId, Open> open = new LinkedHashMap<>();
    /** Of these a result that is not final came behind one that is. */
    private final Set<PaymentId> reopened = new HashSet<>();

    private boolean again;

    /** Those of a whole folder. */
    static OpenPayments of(JournalFolder journal) {
        OpenPayments payments = new OpenPayments();
        journal.scan(payments::take);
        payments.settle(journal);
        return payments;
    }

    /** Takes a record in; whatever else lies there is passed over. */
    void take(Piece piece) {
        RecordView view = piece instanceof Piece.Record record ? RecordView.of(record.raw()) : null;
        if (view != null) {
            take(view.record());
        }
    }

    void take(JournalRecord record) {
        switch (record.entry()) {
            case JournalEntry.Offered(var upTo) -> offered(Math.min(upTo, record.seq()));
            case JournalEntry.OfPayment of -> {
                if (!again || reopened.contains(of.payment())) {
                    fold(of, record);
                }
            }
            case JournalEntry.EpochOpen ignored -> {}
            case JournalEntry.Signed ignored -> {}
        }
    }

    /** Says that every record was taken, from where they can be read once more. Before anything is asked for. */
    void settle(JournalFolder journal) {
        if (!again && !reopened.isEmpty()) {
            again = true;
            open.keySet().removeAll(reopened);
            journal.scan(this::take);
            open.values().removeIf(Open::isOver);
        }
    }

    boolean has(PaymentId id) {
        return open.containsKey(id);
    }

    /** The oldest first. */
    List<Open> all() {
        return open.values().stream()
                .sorted(Comparator.comparingLong(Open::firstSeq))
                .toList();
    }

    private void fold(JournalEntry.OfPayment entry, JournalRecord record) {
        Open before = open.get(entry.payment());
        Payment after = PaymentFold.after(before == null ? null : before.payment(), entry, record.seq());
        if (after == null) {
            if (entry instanceof JournalEntry.Result(var result)
                    && !result.state().isFinalResult()) {
                reopened.add(entry.payment());
            }
            return;
        }
        Open now = before == null || entry instanceof JournalEntry.Stored
                ? new Open(after, record.seq(), record.wroteAt())
                : new Open(after, before.firstSeq(), before.since());
        if (now.isOver() && !again) {
            open.remove(entry.payment());
        } else {
            open.put(entry.payment(), now);
        }
    }

    private void offered(long upTo) {
        for (Open each : new ArrayList<>(open.values())) {
            if (each.payment().kind() != null
                    && each.firstSeq() <= upTo
                    && !each.payment().offered()) {
                Payment moved =
                        PaymentFold.offered(each.payment(), each.payment().seq());
                open.put(moved.id(), new Open(moved, each.firstSeq(), each.since()));
            }
        }
    }
}
