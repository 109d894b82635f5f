package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.profile.ResponseTable.Live;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.FirstAnswer;
import dev.tidegate.gateway.store.Tables;
import java.time.InstantSource;

/** The end of a sale whose cardholder waits: without an answer in time it is reversed, whatever comes later. */
final class LiveEnding implements Ending {
    private static final String LATE_APPROVAL = "LATE_APPROVAL";
    /** The remark of a sale whose till can take less than it asked for. */
    static final String TAKES_PART = "TAKES_PART";
    /** The remark of a refund that a void asked for: nobody at a till waits for it. */
    static final String OF_A_VOID = "OF_A_VOID";

    private final Steps steps;
    private final Acquirers acquirers;
    private final Completions completions;
    private final InstantSource clock;

    LiveEnding(Steps steps, Acquirers acquirers, Completions completions, InstantSource clock) {
        this.steps = steps;
        this.acquirers = acquirers;
        this.completions = completions;
        this.clock = clock;
    }

    @Override
    public void unwritten(Tables tables, PaymentRow payment, AttemptRow attempt) {
        if (attempt.remark().equals(OF_A_VOID)) {
            tables.attempts().update(attempt.unwritten().nextAt(clock.instant()));
            steps.note(tables, payment, "NOT_SENT");
            return;
        }
        tables.attempts().update(attempt.unwritten());
        PaymentRow told = payment.with(payment.outcome().first(FirstAnswer.NOT_SENT, Reason.ACQUIRER_SILENT));
        if (payment.state() == PaymentState.OUTCOME_UNKNOWN) {
            // The till asked for the reversal meanwhile; there is nothing to reverse.
            Reversals.drop(tables, attempt);
            steps.take(tables, told.with(told.marks().asTombstone()), PaymentEvent.NOTHING_ARRIVED, Reason.NO_ANSWER);
        } else if (payment.kind() == PaymentRow.Kind.REFUND) {
            // Nobody may do it later: the card's holder has gone. Whoever wants it asks anew.
            steps.take(tables, told, PaymentEvent.REFUSE, Reason.ACQUIRER_SILENT);
        } else {
            steps.note(tables, told, "NOT_SENT");
        }
    }

    @Override
    public void silent(Tables tables, PaymentRow payment, AttemptRow attempt) {
        tables.attempts().update(attempt.timedOut(null));
        Reversals.queue(tables, attempt, ReversalReason.TIMEOUT, clock.instant());
        PaymentRow told = payment.with(payment.outcome().first(FirstAnswer.UNKNOWN, Reason.NO_ANSWER));
        if (payment.state() == PaymentState.ASKING) {
            steps.take(tables, told, PaymentEvent.NO_ANSWER, Reason.NO_ANSWER);
        } else {
            steps.note(tables, told, "NO_ANSWER");
        }
    }

    @Override
    public void answered(Tables tables, PaymentRow payment, AttemptRow attempt, IsoMessage answer) {
        Live word = Answers.row(acquirers.of(attempt.lane()).profile(), payment, answer.responseCode(), clock.instant())
                .live();
        if (attempt.state() == State.TIMED_OUT || attempt.state() == State.REVERSED) {
            late(tables, payment, attempt, answer, word);
            return;
        }
        AttemptRow said = attempt.answered(Answers.said(answer, clock.instant()));
        PaymentRow told = payment.with(payment.outcome().said(Answers.reply(answer)));
        boolean reversing = payment.state() == PaymentState.OUTCOME_UNKNOWN;
        switch (word) {
            case APPROVED -> {
                tables.attempts().update(reversing ? said.remarked(LATE_APPROVAL) : said);
                if (reversing) {
                    steps.note(tables, first(told, FirstAnswer.UNKNOWN), LATE_APPROVAL);
                } else {
                    keep(tables, told, said, payment.sold().amount());
                }
            }
            case PARTIAL -> {
                tables.attempts().update(said);
                Amount part = Answers.amount(answer, payment.sold().amount());
                if (!reversing && takesPart(attempt)) {
                    keep(tables, told, said, part);
                    return;
                }
                if (!reversing) {
                    takeBack(tables, told, part);
                }
                Reversals.queue(tables, attempt, ReversalReason.CANCELLED, clock.instant());
            }
            // The line sent it twice: the host's first answer may have been a yes.
            case DUPLICATE -> silent(tables, steps.note(tables, payment, "DUPLICATE", answer.responseCode()), attempt);
            case DECLINED, REFER -> {
                tables.attempts().update(said);
                Reversals.drop(tables, attempt);
                steps.take(
                        tables,
                        first(told, reversing ? FirstAnswer.UNKNOWN : FirstAnswer.DECLINED),
                        PaymentEvent.HOST_DECLINES,
                        Answers.declined(acquirers.of(attempt.lane()).profile(), word, answer.responseCode()));
            }
        }
    }

    // The profile may know better than the till: what was not agreed with the acquirer is taken back.
    private boolean takesPart(AttemptRow attempt) {
        return attempt.remark().equals(TAKES_PART)
                && acquirers.of(attempt.lane()).profile().rules().partialApproval();
    }

    private void keep(Tables tables, PaymentRow told, AttemptRow said, Amount amount) {
        PaymentRow approved = first(told, FirstAnswer.APPROVED);
        if (said.kind() == Kind.SALE && completions.isNeeded(told)) {
            steps.take(tables, approved, PaymentEvent.KEEP_AUTHORISED, Reason.NONE);
        } else {
            steps.take(tables, booked(approved, amount), PaymentEvent.KEEP_CAPTURED, Reason.NONE);
        }
    }

    // The till cannot take a part: whatever was held or booked is taken back.
    private void takeBack(Tables tables, PaymentRow told, Amount part) {
        PaymentRow declined = first(told, FirstAnswer.DECLINED);
        PaymentRow kept = completions.isNeeded(told)
                ? steps.take(tables, declined, PaymentEvent.KEEP_AUTHORISED, Reason.HOST_DECLINED)
                : steps.take(tables, booked(declined, part), PaymentEvent.KEEP_CAPTURED, Reason.HOST_DECLINED);
        steps.take(tables, kept, PaymentEvent.DISAGREE, Reason.HOST_DECLINED, "PARTIAL_APPROVAL");
    }

    // A late approval changes nothing: the sale was shown as not known, and its reversal stands.
    private void late(Tables tables, PaymentRow payment, AttemptRow attempt, IsoMessage answer, Live word) {
        boolean unsent = Reversals.of(tables, payment.id())
                .map(r -> r.state() == State.QUEUED && r.sends() == 0)
                .orElse(false);
        if (word.isNo() && unsent && Steps.allows(payment, PaymentEvent.HOST_DECLINES)) {
            tables.attempts().update(attempt.answered(Answers.said(answer, clock.instant())));
            Reversals.drop(tables, attempt);
            steps.take(
                    tables,
                    payment.with(payment.outcome().said(Answers.reply(answer))),
                    PaymentEvent.HOST_DECLINES,
                    Reason.HOST_DECLINED);
            return;
        }
        String remark = switch (word) {
            case DECLINED, REFER -> "LATE_DECLINE";
            case DUPLICATE -> "LATE_DUPLICATE";
            case APPROVED, PARTIAL -> LATE_APPROVAL;
        };
        tables.attempts().update(attempt.remarked(remark));
        steps.note(tables, payment, remark, answer.responseCode());
    }

    private static PaymentRow first(PaymentRow payment, FirstAnswer answer) {
        return payment.with(payment.outcome().first(answer, Reason.NONE));
    }

    private PaymentRow booked(PaymentRow payment, Amount amount) {
        return payment.with(payment.outcome().booked(amount, clock.instant()));
    }
}
