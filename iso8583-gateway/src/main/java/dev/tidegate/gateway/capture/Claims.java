package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.gateway.capture.TokenBucket.Claim;
import dev.tidegate.gateway.codec.UnsendableException;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.AttemptRow.Trace;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the next message of a terminal out of what waits, and writes its INTENT. Runs inside a transaction; the message
 * may be sent once that is durable.
 */
final class Claims {
    private static final FactLog LOG = FactLog.of(Claims.class);
    /** One call sets aside so many payments that cannot be sent; the rest waits for the next call. */
    private static final int PASSED_OVER_MAX = 64;

    private final Steps steps;
    private final Writer writer;
    private final Endings endings;
    private final Rates rates;
    private final Tenure tenure;

    Claims(Steps steps, Writer writer, Endings endings, Rates rates, Tenure tenure) {
        this.tenure = tenure;
        this.steps = steps;
        this.writer = writer;
        this.endings = endings;
        this.rates = rates;
    }

    /** Those of the terminals on which no other process has a message in flight. */
    List<LaneId> free(Tables tables, List<LaneId> lanes) {
        return tenure.free(tables, lanes);
    }

    /** Reversals first; while one waits for its repeat, nothing else goes. */
    Optional<Job> next(Tables tables, LaneId lane, Instant now) {
        Tenure.Turn turn = tenure.take(tables, lane, false);
        if (turn == Tenure.Turn.ANOTHERS) {
            return Optional.empty();
        }
        // The caller has the terminal's turn, so nobody waits for this one: its end could not be written down.
        // For the most part there is none, and one question stands for five.
        boolean open = tables.attempts().hasOpen(lane);
        if (open) {
            tables.attempts().inFlight(lane).ifPresent(left -> endings.silent(tables, left.asTakenOver()));
        }
        for (int passed = 0; passed < PASSED_OVER_MAX; passed++) {
            Optional<AttemptRow> reversal = open ? tables.work().reversal(lane, now) : Optional.empty();
            if (reversal.isPresent()) {
                if (!rates.take(lane.acquirer(), Claim.FIRST)) {
                    return Optional.empty();
                }
                AttemptRow due = reversal.get();
                // What the other process sent may arrive after this, on another line.
                return reversal(tables, turn == Tenure.Turn.MOVED ? due.asTakenOver() : due, now);
            }
            if (open && tables.attempts().reversalWaits(lane)) {
                return Optional.empty();
            }
            Optional<Job> job = Optional.empty();
            Optional<AttemptRow> completion = open ? tables.work().completion(lane, now) : Optional.empty();
            Optional<AttemptRow> refund = open ? tables.work().refund(lane, now) : Optional.empty();
            Optional<PaymentRow> payment = tables.work().payment(lane, now);
            boolean advice = completion.isPresent()
                    || refund.isPresent()
                    || payment.filter(Claims::isAdvice).isPresent();
            boolean waits = advice || payment.isPresent();
            if (!waits || !rates.take(lane.acquirer(), advice ? Claim.ADVICE : Claim.DEFERRED)) {
                return job;
            }
            if (completion.isPresent()) {
                job = completion(tables, completion.get(), now);
            } else if (refund.isPresent()) {
                job = refund(tables, refund.get(), now);
            } else {
                job = stored(tables, payment.orElseThrow(), now);
            }
            if (job.isPresent()) {
                return job;
            }
            open = true;
        }
        return Optional.empty();
    }

    private Optional<Job> reversal(Tables tables, AttemptRow waiting, Instant now) {
        PaymentRow payment = payment(tables, waiting);
        try {
            return Optional.of(following(tables, payment, waiting, now));
        } catch (UnsendableException | BodyRejectedException e) {
            tables.attempts().update(waiting.now(State.PARKED));
            steps.note(tables, payment, "REVERSAL_PARKED", "it cannot be made");
            LOG.error("a reversal cannot be made", Map.of(Field.PAYMENT, payment.id()));
            return Optional.empty();
        }
    }

    private Optional<Job> completion(Tables tables, AttemptRow waiting, Instant now) {
        PaymentRow payment = payment(tables, waiting);
        try {
            Job job = following(tables, payment, waiting, now);
            steps.note(
                    tables,
                    payment.with(payment.outcome().next(null)),
                    waiting.sends() > 0 ? "COMPLETION_REPEATED" : "COMPLETION_SENT");
            return Optional.of(job);
        } catch (UnsendableException | BodyRejectedException e) {
            tables.attempts().update(waiting.now(State.PARKED));
            LOG.error("a completion cannot be made", Map.of(Field.PAYMENT, payment.id()));
            steps.take(
                    tables,
                    payment,
                    PaymentEvent.HOLD,
                    e instanceof UnsendableException ? Reason.FORMAT : Reason.KEY_GONE);
            return Optional.empty();
        }
    }

    private Optional<Job> refund(Tables tables, AttemptRow waiting, Instant now) {
        PaymentRow payment = payment(tables, waiting);
        @Nullable Trace known = waiting.trace();
        AttemptRow intent = waiting.intent(known == null ? writer.trace(tables, payment, now) : known);
        try {
            Job job = new Job(intent, writer.write(tables, payment, intent, null, now));
            tables.attempts().update(intent);
            return Optional.of(job);
        } catch (UnsendableException | BodyRejectedException e) {
            LOG.error("a refund cannot be made", Map.of(Field.PAYMENT, payment.id()));
            tables.attempts().update(waiting.now(State.DROPPED));
            steps.take(tables, payment, PaymentEvent.REFUSE, Reason.FORMAT);
            return Optional.empty();
        }
    }

    // A message about an earlier one: a reversal, or a completion, which has its numbers already.
    private Job following(Tables tables, PaymentRow payment, AttemptRow waiting, Instant now) {
        AttemptRow original = Completions.original(tables, waiting);
        if (original == null) {
            throw new IllegalStateException("a message about nothing: " + payment.id());
        }
        @Nullable Trace known = waiting.trace();
        AttemptRow intent = waiting.intent(known == null ? writer.following(tables, payment, original, now) : known);
        Job job = new Job(intent, writer.write(tables, payment, intent, original, now));
        tables.attempts().update(intent);
        return job;
    }

    private Optional<Job> stored(Tables tables, PaymentRow payment, Instant now) {
        List<AttemptRow> before = tables.attempts().of(payment.id());
        Kind kind = kind(payment);
        Optional<AttemptRow> open = before.stream()
                .filter(a -> a.kind() == kind && a.state() == State.TIMED_OUT)
                .findFirst();
        if (open.isEmpty() && kind != Kind.LATER && isPast(payment, now)) {
            expire(tables, payment);
            return Optional.empty();
        }
        Optional<AttemptRow> unwritten = before.stream()
                .filter(a -> a.kind() == kind && a.state() == State.NOT_WRITTEN)
                .findFirst();
        int number = before.isEmpty() ? 1 : before.getLast().number() + 1;
        AttemptRow chosen =
                open.or(() -> unwritten).orElseGet(() -> AttemptRow.fresh(payment.id(), number, kind, payment.lane()));
        @Nullable Trace known = chosen.trace();
        AttemptRow intent = chosen.intent(known == null ? writer.trace(tables, payment, now) : known);
        try {
            Job job = new Job(intent, writer.write(tables, payment, intent, null, now));
            write(tables, payment, intent, known == null);
            return Optional.of(job);
        } catch (UnsendableException e) {
            LOG.error(
                    "a stored sale cannot be made into a message",
                    Map.of(Field.PAYMENT, payment.id(), Field.CODE, e.field()));
            setAside(tables, payment, Reason.FORMAT);
        } catch (BodyRejectedException e) {
            LOG.error("the card data of a stored sale is gone", Map.of(Field.PAYMENT, payment.id()));
            setAside(tables, payment, Reason.KEY_GONE);
        }
        return Optional.empty();
    }

    private void write(Tables tables, PaymentRow payment, AttemptRow intent, boolean isNew) {
        PaymentRow moved = payment;
        if (isNew) {
            Trace trace = intent.sent();
            HostReply numbers =
                    new HostReply("", "", trace.stan().toString(), trace.rrn().value());
            moved = payment.with(payment.outcome().attempted().said(numbers));
        }
        if (payment.state() == PaymentState.RETRY_WAIT) {
            steps.take(tables, moved, PaymentEvent.RETRY_DUE, Reason.NONE);
        } else {
            steps.note(tables, moved.with(moved.outcome().next(null)), intent.sends() > 1 ? "REPEATED" : "SENT");
        }
        if (isNew) {
            tables.attempts().insert(intent);
        } else {
            tables.attempts().update(intent);
        }
    }

    private static boolean isAdvice(PaymentRow payment) {
        return payment.kind().isAdvice();
    }

    private static Kind kind(PaymentRow payment) {
        if (payment.state() == PaymentState.DECLINED_AFTER_STORE) {
            return Kind.LATER;
        }
        return switch (payment.kind()) {
            case OFFLINE_APPROVED -> Kind.ADVICE;
            case VOICE_APPROVED -> Kind.VOICE;
            case LIVE, DEFERRED_AUTHORISATION, REFUND, TOMBSTONE -> Kind.DEFERRED;
        };
    }

    private static boolean isPast(PaymentRow payment, Instant now) {
        Instant deadline = payment.outcome().deadline();
        return deadline != null && now.isAfter(deadline);
    }

    private void expire(Tables tables, PaymentRow payment) {
        tables.payments().forgetSensitive(payment.id());
        PaymentRow ready = Steps.allows(payment, PaymentEvent.EXPIRE)
                ? payment
                : steps.take(tables, payment, PaymentEvent.HOLD, Reason.EXPIRED);
        steps.take(tables, ready.with(ready.outcome().next(null)), PaymentEvent.EXPIRE, Reason.EXPIRED);
        LOG.error("a stored sale is past its deadline, unsent", Map.of(Field.PAYMENT, payment.id()));
    }

    private void setAside(Tables tables, PaymentRow payment, Reason reason) {
        if (payment.state() == PaymentState.DECLINED_AFTER_STORE) {
            steps.note(tables, payment.with(payment.outcome().next(null)), "LATER_IMPOSSIBLE", reason.name());
            return;
        }
        PaymentRow ready = payment.state() == PaymentState.RETRY_WAIT
                ? steps.take(tables, payment, PaymentEvent.RETRY_DUE, Reason.NONE)
                : payment;
        steps.take(tables, ready.with(ready.outcome().next(null)), PaymentEvent.HOLD, reason);
    }

    private static PaymentRow payment(Tables tables, AttemptRow attempt) {
        return tables.payments()
                .find(attempt.payment())
                .orElseThrow(() -> new IllegalStateException("an attempt without a payment"));
    }
}
