package dev.tidegate.till.ledger;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Folds one record into the rows, inside the caller's transaction. What a record means is core's {@link PaymentFold}.
 */
final class LedgerFold {
    private final Handle handle;
    private final JournalRecord record;

    LedgerFold(Handle handle, JournalRecord record) {
        this.handle = handle;
        this.record = record;
    }

    /** The payments that the record touched, as they now are. */
    List<Payment> fold() {
        return switch (record.entry()) {
            case JournalEntry.Offered(var upTo) -> offered(upTo);
            case JournalEntry.Result result -> {
                rememberCursor(result.result().cursor());
                yield ofPayment(result, result.result());
            }
            case JournalEntry.OfPayment entry -> ofPayment(entry, null);
            case JournalEntry.EpochOpen(var from, var to) -> {
                handle.execute("update projection set lost_from = ?, lost_to = ?", from, to);
                yield List.of();
            }
            case JournalEntry.Signed ignored -> List.of();
        };
    }

    private List<Payment> ofPayment(JournalEntry.OfPayment entry, @Nullable PaymentResult news) {
        Payment after = PaymentFold.after(payment(handle, entry.payment()), entry, record.seq());
        if (after == null) {
            return List.of();
        }
        PaymentRow.write(handle, after, record.seq(), entry instanceof JournalEntry.Stored);
        event(after, news);
        return List.of(after);
    }

    private List<Payment> offered(long upTo) {
        List<Payment> covered = handle.createQuery(
                        "select * from payment where offered = 0 and stored_seq <= ? order by first_seq")
                .bind(0, upTo)
                .map((row, context) -> PaymentRow.read(row))
                .list();
        List<Payment> after = new ArrayList<>();
        for (Payment before : covered) {
            Payment now = PaymentFold.offered(before, record.seq());
            PaymentRow.write(handle, now, record.seq(), false);
            event(now, null);
            after.add(now);
        }
        return after;
    }

    private void rememberCursor(String cursor) {
        if (!cursor.isEmpty()) {
            handle.execute("update projection set cursor = ?", cursor);
        }
    }

    private void event(Payment now, @Nullable PaymentResult news) {
        handle.createUpdate("""
                        insert into payment_event values (
                          :payment, :seq, :wroteAt, :record, :state, :reason, :responseCode,
                          :attempts, :nextAttempt, :deadline)""")
                .bind("payment", now.id().toString())
                .bind("seq", record.seq())
                .bind("wroteAt", Nanos.of(record.wroteAt()))
                .bind("record", record.entry().type().name())
                .bind("state", now.state().name())
                .bind("reason", now.reason().name())
                .bind("responseCode", now.reply().responseCode())
                .bind("attempts", news == null ? 0 : news.attempts())
                .bind("nextAttempt", news == null ? null : Nanos.ofNullable(news.nextAttempt()))
                .bind("deadline", news == null ? null : Nanos.ofNullable(news.deadline()))
                .execute();
    }

    static @Nullable Payment payment(Handle handle, PaymentId id) {
        return handle.createQuery("select * from payment where id = ?")
                .bind(0, id.toString())
                .map((row, context) -> PaymentRow.read(row))
                .findOne()
                .orElse(null);
    }
}
