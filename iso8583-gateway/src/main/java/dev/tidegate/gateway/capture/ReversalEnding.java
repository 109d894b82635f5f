package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Repeats;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.InstantSource;
import java.util.Map;

/** The end of a reversal: it is repeated until it is answered, then parked for people. */
final class ReversalEnding implements Ending {
    private static final FactLog LOG = FactLog.of(ReversalEnding.class);
    /** Answered that there is nothing to reverse, once already. */
    private static final String ABSENT_ONCE = "ABSENT_ONCE";

    private final Steps steps;
    private final Acquirers acquirers;
    private final InstantSource clock;

    ReversalEnding(Steps steps, Acquirers acquirers, InstantSource clock) {
        this.steps = steps;
        this.acquirers = acquirers;
        this.clock = clock;
    }

    @Override
    public void unwritten(Tables tables, PaymentRow payment, AttemptRow attempt) {
        AttemptRow back = attempt.unwritten();
        AttemptRow again = back.state() == State.TIMED_OUT ? back : back.now(State.QUEUED);
        tables.attempts().update(again.nextAt(clock.instant()));
    }

    @Override
    public void silent(Tables tables, PaymentRow payment, AttemptRow attempt) {
        Repeats repeats = profile(attempt).repeats(MessageKind.REVERSAL);
        if (repeats.isExhausted(attempt.sends())) {
            tables.attempts().update(attempt.now(State.PARKED));
            PaymentRow noted = steps.note(tables, payment, "REVERSAL_PARKED");
            if (noted.state() == PaymentState.UNRESOLVED || noted.state() == PaymentState.VOID_ASKED) {
                steps.take(tables, noted, PaymentEvent.HOLD, Reason.UNANSWERED);
            }
            LOG.error(
                    "a reversal is parked: nobody answers it",
                    Map.of(Field.PAYMENT, payment.id(), Field.COUNT, attempt.sends()));
            return;
        }
        tables.attempts().update(attempt.timedOut(repeats.after(attempt.sends(), clock.instant())));
        steps.note(tables, payment, "REVERSAL_UNANSWERED");
    }

    @Override
    public void answered(Tables tables, PaymentRow payment, AttemptRow attempt, IsoMessage answer) {
        switch (profile(attempt).responses().row(answer.responseCode()).reversal()) {
            case DONE -> done(tables, payment, attempt, answer, PaymentEvent.REVERSE);
            case ABSENT -> absent(tables, payment, attempt, answer);
            case REPEAT -> {
                LOG.warn(
                        "a reversal was answered with a code that ends nothing",
                        Map.of(Field.PAYMENT, payment.id(), Field.CODE, answer.responseCode()));
                silent(tables, payment, attempt);
            }
        }
    }

    // What another process had sent may reach the host after the reversal did: ask once more when that cannot be.
    private void absent(Tables tables, PaymentRow payment, AttemptRow attempt, IsoMessage answer) {
        if (attempt.takenOver() && !attempt.remark().equals(ABSENT_ONCE)) {
            tables.attempts()
                    .update(attempt.timedOut(clock.instant()
                                    .plus(profile(attempt).timers().host()))
                            .remarked(ABSENT_ONCE));
            steps.note(tables, payment, "REVERSAL_ABSENT_ONCE");
            return;
        }
        PaymentEvent event =
                payment.state() == PaymentState.OUTCOME_UNKNOWN ? PaymentEvent.NOTHING_ARRIVED : PaymentEvent.REVERSE;
        done(tables, payment, attempt, answer, event);
    }

    private void done(Tables tables, PaymentRow payment, AttemptRow attempt, IsoMessage answer, PaymentEvent event) {
        tables.attempts().update(attempt.answered(Answers.said(answer, clock.instant())));
        tables.attempts().of(payment.id()).stream()
                .filter(a -> a.number() == attempt.original())
                .forEach(a -> tables.attempts().update(a.now(State.REVERSED)));
        PaymentRow unbooked = payment.with(payment.outcome().unbooked());
        if (payment.state() == PaymentState.UNRESOLVED) {
            resend(tables, unbooked, attempt);
        } else if (Steps.allows(payment, event)) {
            steps.take(tables, unbooked, event, payment.place().reason(), answer.responseCode());
        } else {
            steps.note(tables, payment, "REVERSAL_ANSWERED", answer.responseCode());
        }
    }

    // It is certain now that the request did nothing: it goes again, under new numbers. One that was sent as often as
    // the
    // profile allows is for people, who may then release it.
    private void resend(Tables tables, PaymentRow payment, AttemptRow attempt) {
        Repeats repeats = profile(attempt).repeats(MessageKind.DEFERRED);
        int sent = payment.outcome().attempts();
        if (repeats.isExhausted(sent)) {
            steps.take(tables, payment, PaymentEvent.HOLD, Reason.UNANSWERED);
            return;
        }
        PaymentRow waiting = payment.with(payment.outcome().next(repeats.after(sent, clock.instant())));
        steps.take(tables, waiting, PaymentEvent.TRY_AGAIN_LATER, Reason.NO_ANSWER);
    }

    private Profile profile(AttemptRow attempt) {
        return acquirers.of(attempt.lane()).profile();
    }
}
