package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import java.time.Instant;

/**
 * One change of one payment, never changed itself.
 *
 * @param n counts the changes of all payments; a later change has a greater number
 * @param event a word of {@link dev.tidegate.core.payment.PaymentEvent}, or one for a change that moves no state
 * @param detail for people, empty where there is nothing to add; never card data
 */
public record EventRow(
        long n,
        PaymentId payment,
        Instant at,
        String event,
        PaymentState state,
        Reason reason,
        long version,
        String detail) {}
