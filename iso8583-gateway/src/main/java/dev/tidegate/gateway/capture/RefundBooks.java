package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;

/** What the end of a refund does to the payment that it gives back. Inside the transaction that ends it. */
final class RefundBooks {
    private final Steps steps;

    RefundBooks(Steps steps) {
        this.steps = steps;
    }

    /** However a refund ends: what it has taken of the original stands, or is free again. */
    void follow(Tables tables, PaymentRow refund) {
        switch (refund.state()) {
            case CAPTURED -> {
                if (tables.refunds().confirm(refund.id())) {
                    given(tables, refund);
                }
            }
            case DECLINED, REVERSED, CANCELLED, REFUSED_OFFLINE -> {
                if (tables.refunds().release(refund.id())) {
                    kept(tables, refund);
                }
            }
            default -> {}
        }
    }

    private void given(Tables tables, PaymentRow refund) {
        PaymentRow original = original(tables, refund);
        String detail = refund.sold().amount() + " by " + refund.id();
        if (Steps.allows(original, PaymentEvent.REFUND)) {
            steps.take(tables, original, PaymentEvent.REFUND, Reason.NONE, detail);
        } else {
            steps.note(tables, original, PaymentEvent.REFUND.name(), detail);
        }
    }

    private void kept(Tables tables, PaymentRow refund) {
        PaymentRow original = original(tables, refund);
        if (original.state() == PaymentState.VOID_ASKED) {
            steps.take(tables, original, PaymentEvent.CAPTURE, Reason.NONE, "VOID_REFUSED");
        } else {
            steps.note(tables, original, "REFUND_FAILED", refund.id().toString());
        }
    }

    private static PaymentRow original(Tables tables, PaymentRow refund) {
        return tables.refunds()
                .original(refund.id())
                .flatMap(id -> tables.payments().find(id))
                .orElseThrow(() -> new IllegalStateException("a refund of nothing: " + refund.id()));
    }
}
