package dev.tidegate.till.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that is given back of a captured sale: a payment of its own.
 *
 * @param original the sale
 * @param responseCode the acquirer's DE 39; empty where it has said nothing
 * @param endedAt absent while it is open
 */
public record Refund(
        PaymentId id,
        PaymentId original,
        RequestKey key,
        Amount amount,
        Instant askedAt,
        State state,
        String responseCode,
        @Nullable Instant endedAt) {
    /** Where a refund stands. */
    public enum State {
        /** Asked, or about to be, and not answered. */
        ASKING(true, true),
        /** The gateway has asked the acquirer and heard nothing: it takes the refund back. */
        BEING_REVERSED(true, true),
        REFUNDED(false, true),
        /** The acquirer or the issuer said no. */
        DECLINED(false, false),
        /** No message was sent for it: nothing has happened. */
        NOT_SENT(false, false),
        /** The gateway refuses: so much is not left, or the sale is not captured, or its card is no longer kept. */
        NOT_REFUNDABLE(false, false),
        /** It was not known, and was taken back: the customer has nothing of it. */
        REVERSED(false, false);

        private final boolean open;
        private final boolean counts;

        State(boolean open, boolean counts) {
            this.open = open;
            this.counts = counts;
        }

        /** Whether the gateway is still to be asked. */
        public boolean isOpen() {
            return open;
        }

        /** Whether its amount is given back, or may be. */
        public boolean counts() {
            return counts;
        }
    }

    public Refund {
        if (amount.minor() < 1 || state.isOpen() != (endedAt == null)) {
            throw new IllegalArgumentException("a refund gives something back, and ends once");
        }
    }
}
