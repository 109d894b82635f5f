package dev.tidegate.till.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request to take a payment, as it was made.
 *
 * @param person who was signed in; absent where nobody was
 * @param end how it ended, where the journal has nothing of it; absent otherwise, and while it runs
 */
public record PaymentRequest(
        PaymentId payment,
        RequestKey key,
        UUID cart,
        Amount amount,
        String reference,
        Instant askedAt,
        @Nullable String person,
        @Nullable End end) {
    /**
     * An end of which the journal has nothing.
     *
     * @param seen whether somebody pressed OK on it
     */
    public record End(PaymentState state, Reason reason, boolean seen) {}
}
