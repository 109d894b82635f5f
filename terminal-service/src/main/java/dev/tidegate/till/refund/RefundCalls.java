package dev.tidegate.till.refund;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import java.time.Instant;

/** The gateway as a refund sees it. */
public interface RefundCalls {
    /** How it answers. */
    sealed interface Answer {
        record Refunded(String responseCode) implements Answer {}

        record Declined(String responseCode) implements Answer {}

        /** No message was sent for it, and none will be under this id. */
        record NotSent() implements Answer {}

        /** So much cannot be given back of this sale. */
        record NotRefundable() implements Answer {}

        /** The acquirer was asked and gave no answer: it is being taken back. */
        record BeingReversed() implements Answer {}

        record Reversed() implements Answer {}
    }

    /**
     * Asks for a refund, or what became of it: the same id is the same refund however often it is asked for, on
     * whichever route.
     *
     * @param original the sale
     * @param refund the refund's own id
     * @throws dev.tidegate.core.port.GatewayUnavailableException no usable answer; the caller asks again
     */
    Answer refund(PaymentId original, PaymentId refund, Amount amount, Instant askedAt);
}
