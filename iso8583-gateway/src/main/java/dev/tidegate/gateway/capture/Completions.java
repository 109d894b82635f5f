package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.gateway.profile.Rules.CaptureMode;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second message of a sale whose approval only holds the money. It has its numbers and is on disk in the
 * transaction that makes it due; from then on it is an advice, repeated and never reversed. Runs inside a transaction.
 */
final class Completions {
    private final Acquirers acquirers;
    private final Writer writer;

    Completions(Acquirers acquirers, Writer writer) {
        this.acquirers = acquirers;
        this.writer = writer;
    }

    /** Whether an approval of this payment's acquirer only holds the money. */
    boolean isNeeded(PaymentRow payment) {
        return acquirers.of(payment.lane()).profile().rules().captureMode() == CaptureMode.DUAL;
    }

    /** Writes the completion of an approval, to be sent at once. */
    void begin(Tables tables, PaymentRow payment, AttemptRow held, Instant now) {
        begin(tables, payment, held, now, now);
    }

    /** After a technical answer: the same under a new STAN, later. */
    void again(Tables tables, PaymentRow payment, AttemptRow completion, Instant now, Instant at) {
        AttemptRow held = original(tables, completion);
        if (held == null) {
            throw new IllegalStateException("a completion of nothing: " + payment.id());
        }
        begin(tables, payment, held, now, at);
    }

    private void begin(Tables tables, PaymentRow payment, AttemptRow held, Instant now, Instant at) {
        List<AttemptRow> all = tables.attempts().of(payment.id());
        int number = all.getLast().number() + 1;
        tables.attempts()
                .insert(AttemptRow.completionOf(held, number, writer.following(tables, payment, held, now), at));
    }

    /** What was approved, where a completion is due or on its way. */
    static Amount held(PaymentRow payment, AttemptRow approval) {
        Long minor = approval.said().minor();
        Amount sold = payment.sold().amount();
        return minor == null ? sold : new Amount(minor, sold.currency());
    }

    /** The approval that a completion completes, or what a reversal takes back; absent for other messages. */
    static @Nullable AttemptRow original(Tables tables, AttemptRow attempt) {
        if (attempt.kind() != Kind.COMPLETION && attempt.kind() != Kind.REVERSAL) {
            return null;
        }
        return tables.attempts().of(attempt.payment()).stream()
                .filter(a -> a.number() == attempt.original())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("attempt " + attempt.number() + " follows nothing"));
    }
}
