package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Repeats;
import dev.tidegate.gateway.profile.ResponseTable;
import dev.tidegate.gateway.profile.ResponseTable.Stored;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.profile.Rules.DeferredUnknown;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * The end of an advice, a completion or a deferred request. An advice is repeated until it is answered; so is a
 * deferred request, or it is reversed and sent anew, as the profile says; a late answer counts while no byte of its
 * reversal has left.
 */
final class StoredEnding implements Ending {
    private static final FactLog LOG = FactLog.of(StoredEnding.class);

    private final Steps steps;
    private final Acquirers acquirers;
    private final Approvals approvals;
    private final Completions completions;
    private final LaterAttempts later;
    private final CircuitBreaker breaker;
    private final InstantSource clock;

    StoredEnding(
            Steps steps,
            Acquirers acquirers,
            Completions completions,
            VoidAfterOffer voids,
            CircuitBreaker breaker,
            InstantSource clock) {
        this.steps = steps;
        this.acquirers = acquirers;
        this.approvals = new Approvals(steps, completions, voids, clock);
        this.completions = completions;
        this.breaker = breaker;
        this.later = new LaterAttempts(acquirers);
        this.clock = clock;
    }

    @Override
    public void unwritten(Tables tables, PaymentRow payment, AttemptRow attempt) {
        AttemptRow back = attempt.unwritten();
        boolean waits = back.state() == State.TIMED_OUT || back.kind() == Kind.COMPLETION;
        tables.attempts().update(waits ? back.nextAt(clock.instant()) : back);
        PaymentRow noted = steps.note(tables, payment, "NOT_SENT");
        if (!waits && payment.state() == PaymentState.VOID_ASKED) {
            // It waited for the end of this message, and there is none: nothing would ever end it.
            tables.payments().forgetSensitive(payment.id());
            noMoney(tables, noted, PaymentEvent.VOID_CONFIRMED, Reason.NONE);
        }
    }

    @Override
    public void silent(Tables tables, PaymentRow payment, AttemptRow attempt) {
        Instant now = clock.instant();
        boolean request = !attempt.kind().isAdvice();
        if (request && profile(attempt).rules().deferredUnknown() == DeferredUnknown.REVERSE_THEN_RESEND) {
            tables.attempts().update(attempt.timedOut(null));
            Reversals.queue(tables, attempt, ReversalReason.TIMEOUT, now);
            if (payment.state() == PaymentState.VOID_ASKED) {
                // Whoever asked for a void has it with this reversal.
                steps.note(tables, payment, "NO_ANSWER");
            } else {
                unanswered(tables, payment.with(payment.outcome().next(null)), attempt);
            }
            return;
        }
        Repeats repeats = profile(attempt).repeats(Messages.of(attempt.kind()));
        if (repeats.isExhausted(attempt.sends())) {
            tables.attempts().update(attempt.timedOut(null));
            setAside(tables, payment.with(payment.outcome().next(null)), Reason.UNANSWERED);
            LOG.error(
                    "a stored sale stays unanswered",
                    Map.of(Field.PAYMENT, payment.id(), Field.COUNT, attempt.sends()));
            return;
        }
        Instant next = repeats.after(attempt.sends(), now);
        tables.attempts().update(attempt.timedOut(next));
        unanswered(tables, payment.with(payment.outcome().next(next)), attempt);
    }

    private void unanswered(Tables tables, PaymentRow payment, AttemptRow attempt) {
        if (!attempt.kind().isAdvice() && Steps.allows(payment, PaymentEvent.LEFT_UNANSWERED)) {
            steps.take(tables, payment, PaymentEvent.LEFT_UNANSWERED, Reason.NO_ANSWER);
        } else {
            steps.note(tables, payment, "NO_ANSWER");
        }
    }

    @Override
    public void answered(Tables tables, PaymentRow payment, AttemptRow attempt, IsoMessage answer) {
        if (!Reversals.overtakes(tables, attempt)) {
            tables.attempts().update(attempt.remarked("LATE_ANSWER"));
            steps.note(tables, payment, "LATE_ANSWER", answer.responseCode());
            return;
        }
        AttemptRow said = attempt.answered(Answers.said(answer, clock.instant()));
        tables.attempts().update(said);
        PaymentRow told =
                payment.with(payment.outcome().said(Answers.reply(answer)).next(null));
        Stored word = word(payment, said);
        breaker.heard(tables, said, word);
        boolean again = word == Stored.RETRY || word == Stored.HOLD;
        // A technical answer is none: the same data goes again, and a stripe's data is its track.
        if (!again || payment.state() == PaymentState.VOID_ASKED) {
            tables.payments().forgetSensitive(payment.id());
        }
        if (word == Stored.DUPLICATE) {
            duplicate(tables, told, said);
        } else {
            PaymentRow planned = word == Stored.DECLINED && !said.kind().isAdvice()
                    ? told.with(told.outcome()
                            .next(later.next(tables, told, answer, clock.instant())
                                    .orElse(null)))
                    : told;
            end(tables, planned, said, word, Answers.amount(answer, asked(tables, told, said)));
        }
    }

    /** @param named what the acquirer's answer says that it took */
    private void end(Tables tables, PaymentRow told, AttemptRow attempt, Stored word, Amount named) {
        switch (word) {
            case DONE -> approvals.take(tables, told, attempt, asked(tables, told, attempt), "");
            case PARTIAL -> approvals.take(tables, told, attempt, named, "SHORTFALL");
            case DECLINED, FINAL -> {
                // Money that is ours already cannot be declined: it is for people.
                boolean ours = attempt.kind().isAdvice();
                noMoney(
                        tables,
                        told,
                        ours ? PaymentEvent.HOLD : PaymentEvent.DECLINE_STORED,
                        ours ? Reason.EXCEPTION : Reason.HOST_DECLINED);
            }
            case EXCEPTION -> noMoney(tables, told, PaymentEvent.HOLD, Reason.EXCEPTION);
            case PARK -> noMoney(tables, told, PaymentEvent.HOLD, Reason.OUR_FAULT);
            case RETRY, HOLD -> again(tables, told, attempt);
            case DUPLICATE -> throw new IllegalStateException("a duplicate of a duplicate: " + told.id());
        }
    }

    // After a technical answer the same data goes again under a new STAN.
    private void again(Tables tables, PaymentRow told, AttemptRow attempt) {
        Instant now = clock.instant();
        Instant next = profile(attempt).retry().after(told.outcome().attempts(), now);
        PaymentRow waiting = told.with(told.outcome().next(next));
        if (attempt.kind() == Kind.COMPLETION) {
            completions.again(tables, told, attempt, now, next);
            steps.note(
                    tables, waiting, "TRY_AGAIN_LATER", told.outcome().reply().responseCode());
        } else {
            noMoney(tables, waiting, PaymentEvent.TRY_AGAIN_LATER, Reason.NONE);
        }
    }

    // Whoever asked for a void has it: the acquirer took nothing.
    private void noMoney(Tables tables, PaymentRow payment, PaymentEvent event, Reason reason) {
        if (payment.state() == PaymentState.VOID_ASKED) {
            PaymentRow ended = payment.with(payment.outcome().next(null));
            if (Duplicates.mayHaveBooked(tables, payment.id())) {
                steps.take(tables, ended, PaymentEvent.HOLD, Reason.FALSE_DUPLICATE);
            } else {
                steps.take(tables, ended, PaymentEvent.VOID_CONFIRMED, Reason.NONE);
            }
        } else if (Steps.allows(payment, event)) {
            steps.take(tables, payment, event, reason);
        } else {
            steps.note(tables, payment, event.name(), payment.outcome().reply().responseCode());
        }
    }

    private void duplicate(Tables tables, PaymentRow payment, AttemptRow attempt) {
        switch (Duplicates.of(tables, attempt, one -> word(payment, one))) {
            case Duplicates.Finding.Answered(var first, var word) -> {
                Long minor = first.said().minor();
                Amount asked = asked(tables, payment, first);
                end(tables, payment, first, word, minor == null ? asked : new Amount(minor, asked.currency()));
            }
            case Duplicates.Finding.NoneOfOurs() -> {
                // Another's, or our own that the line sent twice: then the first answer was lost.
                tables.attempts().update(attempt.remarked(Duplicates.UNHEARD));
                setAside(tables, payment.with(payment.outcome().next(null)), Reason.FALSE_DUPLICATE);
            }
            case Duplicates.Finding.Unknown() -> {
                if (attempt.kind().isAdvice()) {
                    approvals.take(tables, payment, attempt, asked(tables, payment, attempt), "UNCONFIRMED");
                } else {
                    tables.attempts().update(attempt.remarked(Duplicates.UNHEARD));
                    setAside(tables, payment, Reason.UNANSWERED);
                }
            }
        }
    }

    private void setAside(Tables tables, PaymentRow payment, Reason reason) {
        if (Steps.allows(payment, PaymentEvent.HOLD)) {
            steps.take(tables, payment, PaymentEvent.HOLD, reason);
        } else {
            steps.note(tables, payment, reason.name());
        }
    }

    private Stored word(PaymentRow payment, AttemptRow answered) {
        ResponseTable.Row row =
                Answers.row(profile(answered), payment, answered.said().responseCode(), clock.instant());
        return answered.kind().isAdvice() ? row.advice() : row.deferred();
    }

    private static Amount asked(Tables tables, PaymentRow payment, AttemptRow attempt) {
        return Writer.asked(payment, attempt, Completions.original(tables, attempt));
    }

    private Profile profile(AttemptRow attempt) {
        return acquirers.of(attempt.lane()).profile();
    }
}
