package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.ResponseTable;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.InstantSource;
import java.util.Map;

/** Finds the payment of a message that has ended, and the rule for its kind. Runs inside a transaction. */
final class Endings {
    private static final FactLog LOG = FactLog.of(Endings.class);

    private final Acquirers acquirers;
    private final InstantSource clock;
    private final Ending live;
    private final Ending stored;
    private final Ending reversal;

    Endings(
            Steps steps,
            Acquirers acquirers,
            Completions completions,
            VoidAfterOffer voids,
            CircuitBreaker breaker,
            InstantSource clock) {
        this.acquirers = acquirers;
        this.clock = clock;
        this.live = new LiveEnding(steps, acquirers, completions, clock);
        this.stored = new StoredEnding(steps, acquirers, completions, voids, breaker, clock);
        this.reversal = new ReversalEnding(steps, acquirers, clock);
    }

    void unwritten(Tables tables, AttemptRow attempt) {
        of(attempt).unwritten(tables, payment(tables, attempt), attempt);
    }

    void silent(Tables tables, AttemptRow attempt) {
        of(attempt).silent(tables, payment(tables, attempt), attempt);
    }

    /** An answer that does not fit the message is none. */
    void answered(Tables tables, AttemptRow attempt, IsoMessage answer) {
        PaymentRow payment = payment(tables, attempt);
        AttemptRow original = Completions.original(tables, attempt);
        Amount asked = Writer.asked(payment, attempt, original);
        ResponseTable.Row row =
                Answers.row(acquirers.of(attempt.lane()).profile(), payment, answer.responseCode(), clock.instant());
        if (Answers.fits(row, asked, attempt, answer)) {
            of(attempt).answered(tables, payment, attempt, answer);
            return;
        }
        LOG.warn(
                "an answer with another amount or reference than was sent",
                Map.of(Field.PAYMENT, payment.id(), Field.STAN, answer.stan(), Field.TYPE, answer.type()));
        if (attempt.state() == AttemptRow.State.INTENT) {
            of(attempt).silent(tables, payment, attempt);
        }
    }

    private Ending of(AttemptRow attempt) {
        return switch (attempt.kind()) {
            case SALE, REFUND -> live;
            case ADVICE, VOICE, DEFERRED, COMPLETION, LATER -> stored;
            case REVERSAL -> reversal;
        };
    }

    private static PaymentRow payment(Tables tables, AttemptRow attempt) {
        return tables.payments()
                .find(attempt.payment())
                .orElseThrow(() -> new IllegalStateException(Kind.class + " without a payment"));
    }
}
