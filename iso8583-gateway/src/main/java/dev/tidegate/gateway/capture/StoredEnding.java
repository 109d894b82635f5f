package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Repeats;
import dev.tidegate.gateway.profile.ResponseTable;
import dev.tidegate.gateway.profile.ResponseTable.Stored;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The end of an advice or of a deferred request: it is repeated until it is answered, and its late answer counts. */
final class StoredEnding implements Ending {
    private static final FactLog LOG = FactLog.of(StoredEnding.class);

    private final Steps steps;
    private final Acquirers acquirers;
    private final InstantSource clock;

    StoredEnding(Steps steps, Acquirers acquirers, InstantSource clock) {
        this.steps = steps;
        this.acquirers = acquirers;
        this.clock = clock;
    }

    @Override
    public void unwritten(Tables tables, PaymentRow payment, AttemptRow attempt) {
        AttemptRow back = attempt.unwritten();
        tables.attempts().update(back.state() == State.TIMED_OUT ? back.nextAt(clock.instant()) : back);
        steps.note(tables, payment, "NOT_SENT");
    }

    @Override
    public void silent(Tables tables, PaymentRow payment, AttemptRow attempt) {
        Instant now = clock.instant();
        MessageKind kind = attempt.kind() == Kind.ADVICE ? MessageKind.ADVICE : MessageKind.DEFERRED;
        Repeats repeats = profile(attempt).repeats(kind);
        if (repeats.isExhausted(attempt.sends())) {
            tables.attempts().update(attempt.timedOut(null));
            if (Steps.allows(payment, PaymentEvent.HOLD)) {
                steps.take(tables, payment.with(payment.outcome().next(null)), PaymentEvent.HOLD, Reason.UNANSWERED);
            }
            LOG.error(
                    "a stored sale stays unanswered",
                    Map.of(Field.PAYMENT, payment.id(), Field.COUNT, attempt.sends()));
            return;
        }
        Instant next = repeats.after(attempt.sends(), now);
        tables.attempts().update(attempt.timedOut(next));
        PaymentRow waiting = payment.with(payment.outcome().next(next));
        if (attempt.kind() == Kind.DEFERRED && Steps.allows(payment, PaymentEvent.LEFT_UNANSWERED)) {
            steps.take(tables, waiting, PaymentEvent.LEFT_UNANSWERED, Reason.NO_ANSWER);
        } else {
            steps.note(tables, waiting, "NO_ANSWER");
        }
    }

    @Override
    public void answered(Tables tables, PaymentRow payment, AttemptRow attempt, IsoMessage answer) {
        tables.attempts().update(attempt.answered(Answers.said(answer, clock.instant())));
        PaymentRow told =
                payment.with(payment.outcome().said(Answers.reply(answer)).next(null));
        ResponseTable.Row row = profile(attempt).responses().row(answer.responseCode());
        Stored word = attempt.kind() == Kind.ADVICE ? row.advice() : row.deferred();
        // A technical answer is none: the same data goes again, and a stripe's data is its track.
        if (word != Stored.RETRY || payment.state() == PaymentState.VOID_ASKED) {
            tables.payments().forgetSensitive(payment.id());
        }
        switch (word) {
            case DONE -> capture(tables, told, payment.sold().amount(), "");
            case PARTIAL ->
                capture(tables, told, Answers.amount(answer, payment.sold().amount()), "SHORTFALL");
            case DECLINED, FINAL -> noMoney(tables, told, PaymentEvent.DECLINE_STORED, Reason.HOST_DECLINED);
            case EXCEPTION -> noMoney(tables, told, PaymentEvent.HOLD, Reason.EXCEPTION);
            case PARK -> noMoney(tables, told, PaymentEvent.HOLD, Reason.OUR_FAULT);
            case RETRY -> {
                Instant next = profile(attempt).retry().after(told.outcome().attempts(), clock.instant());
                noMoney(tables, told.with(told.outcome().next(next)), PaymentEvent.TRY_AGAIN_LATER, Reason.NONE);
            }
            case DUPLICATE -> duplicate(tables, told, attempt);
        }
    }

    private void capture(Tables tables, PaymentRow payment, Amount amount, String detail) {
        boolean voidAsked = payment.state() == PaymentState.VOID_ASKED;
        PaymentRow booked = payment.with(payment.outcome().booked(amount, clock.instant()));
        if (Steps.allows(payment, PaymentEvent.CAPTURE)) {
            steps.take(tables, booked, PaymentEvent.CAPTURE, Reason.NONE, voidAsked ? "VOID_REFUSED" : detail);
        } else {
            steps.note(tables, payment, "BREAK_APPROVED", payment.state().name());
            LOG.error("an approval for a payment that is over", Map.of(Field.PAYMENT, payment.id()));
        }
    }

    // Whoever asked for a void has it: the acquirer took nothing.
    private void noMoney(Tables tables, PaymentRow payment, PaymentEvent event, Reason reason) {
        if (payment.state() == PaymentState.VOID_ASKED) {
            steps.take(tables, payment.with(payment.outcome().next(null)), PaymentEvent.VOID_CONFIRMED, Reason.NONE);
        } else if (Steps.allows(payment, event)) {
            steps.take(tables, payment, event, reason);
        } else {
            steps.note(tables, payment, event.name(), payment.outcome().reply().responseCode());
        }
    }

    // 94 never captures by itself: the first answer counts, and where none is known an advice has been taken.
    private void duplicate(Tables tables, PaymentRow payment, AttemptRow attempt) {
        List<AttemptRow> earlier = tables.attempts().of(payment.id()).stream()
                .filter(a -> a.number() < attempt.number() && a.kind() == attempt.kind() && a.sends() > 0)
                .toList();
        boolean approved = earlier.stream()
                .filter(a -> a.state() == State.ANSWERED)
                .map(a -> profile(a).responses().row(a.said().responseCode()))
                .anyMatch(row -> row.live() == ResponseTable.Live.APPROVED);
        if (approved) {
            capture(tables, payment, payment.sold().amount(), "");
        } else if (attempt.sends() <= 1 && earlier.isEmpty()) {
            noMoney(tables, payment, PaymentEvent.HOLD, Reason.FALSE_DUPLICATE);
        } else if (attempt.kind() == Kind.ADVICE) {
            capture(tables, payment, payment.sold().amount(), "UNCONFIRMED");
        } else if (Steps.allows(payment, PaymentEvent.HOLD)) {
            steps.take(tables, payment, PaymentEvent.HOLD, Reason.UNANSWERED);
        } else {
            steps.note(tables, payment, "DUPLICATE");
        }
    }

    private Profile profile(AttemptRow attempt) {
        return acquirers.of(attempt.lane()).profile();
    }
}
