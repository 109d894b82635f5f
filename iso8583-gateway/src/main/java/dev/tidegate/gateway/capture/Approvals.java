package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.InstantSource;
import java.util.Map;

/** What the approval of a stored sale, or the answer to a completion, does to the payment. Inside a transaction. */
final class Approvals {
    private static final FactLog LOG = FactLog.of(Approvals.class);

    private final Steps steps;
    private final Completions completions;
    private final InstantSource clock;

    Approvals(Steps steps, Completions completions, InstantSource clock) {
        this.steps = steps;
        this.completions = completions;
        this.clock = clock;
    }

    /**
     * Takes an approval: the money is booked, or held where the profile has two messages.
     *
     * @param detail for people, empty where there is nothing to add
     */
    void take(Tables tables, PaymentRow payment, AttemptRow attempt, Amount amount, String detail) {
        if (!attempt.kind().isAdvice() && completions.isNeeded(payment)) {
            hold(tables, payment, attempt, detail);
        } else {
            capture(tables, payment, amount, detail);
        }
    }

    private void hold(Tables tables, PaymentRow payment, AttemptRow attempt, String detail) {
        boolean later = payment.state() == PaymentState.DECLINED_AFTER_STORE;
        if (!later && !Steps.allows(payment, PaymentEvent.AUTHORISE)) {
            tooLate(tables, payment);
            return;
        }
        completions.begin(tables, payment, attempt, clock.instant());
        if (later) {
            steps.note(tables, payment, PaymentEvent.AUTHORISE.name(), detail);
        } else {
            steps.take(tables, payment, PaymentEvent.AUTHORISE, Reason.NONE, voided(payment, detail));
        }
    }

    private void capture(Tables tables, PaymentRow payment, Amount amount, String detail) {
        if (!Steps.allows(payment, PaymentEvent.CAPTURE)) {
            tooLate(tables, payment);
            return;
        }
        PaymentRow booked = payment.with(payment.outcome().booked(amount, clock.instant()));
        steps.take(tables, booked, PaymentEvent.CAPTURE, Reason.NONE, voided(payment, detail));
    }

    private static String voided(PaymentRow payment, String detail) {
        return payment.state() == PaymentState.VOID_ASKED ? "VOID_REFUSED" : detail;
    }

    private void tooLate(Tables tables, PaymentRow payment) {
        steps.note(tables, payment, "BREAK_APPROVED", payment.state().name());
        LOG.error("an approval for a payment that is over", Map.of(Field.PAYMENT, payment.id()));
    }
}
