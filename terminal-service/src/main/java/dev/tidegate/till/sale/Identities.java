package dev.tidegate.till.sale;

import dev.tidegate.core.payment.PaymentId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes ids and references of time and chance. */
public record Identities(InstantSource clock, RandomGenerator chance, ZoneId zone) {
    Instant now() {
        return clock.instant();
    }

    /** A payment of its own. */
    public PaymentId nextPayment() {
        return PaymentId.next(clock, chance);
    }

    /** For a cart: as unlikely to come twice. */
    public UUID nextId() {
        return nextPayment().value();
    }

    String reference(PaymentId payment) {
        return Reference.of(payment, now(), zone);
    }
}
