package dev.tidegate.till.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Approval;
import dev.tidegate.core.payment.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A manager's word for one more try of a sale that was refused.
 *
 * @param refused the payment that was
 * @param cart what is paid, and the only thing that the word is good for
 * @param usedBy the try that it was used for; absent while it was not
 */
public record GivenWord(
        UUID id,
        PaymentId refused,
        UUID cart,
        Amount amount,
        Approval approval,
        String manager,
        Instant givenAt,
        @Nullable PaymentId usedBy) {
    /** The customer stands there. */
    public static final Duration GOOD_FOR = Duration.ofMinutes(5);

    /** Until when it may be used. */
    public Instant until() {
        return givenAt.plus(GOOD_FOR);
    }

    /** Whether it is good for a sale now; not where the clock was put back before it. */
    public boolean isFor(UUID paid, Amount asked, Instant now) {
        return usedBy == null
                && cart.equals(paid)
                && amount.equals(asked)
                && !now.isBefore(givenAt)
                && now.isBefore(until());
    }
}
