package dev.tidegate.till.sale;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;

/** Told of what happens at the desk. Each call has to be quick and never throw; the desk's lock is not held. */
public interface DeskWatch {
    /** What the screen shows of a payment has changed. */
    void changed(PaymentId payment);

    /** A sale has its result. */
    void finished(Payment payment);

    /** A sale ended by a break. */
    void broke(PaymentId payment, RuntimeException why);
}
