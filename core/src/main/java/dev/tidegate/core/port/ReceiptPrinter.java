package dev.tidegate.core.port;

import dev.tidegate.core.payment.Payment;

/** Puts a slip into a person's hand. */
public interface ReceiptPrinter {
    /**
     * Prints the slip of a payment whose record is durable.
     *
     * @return whether it printed; a slip that printed is SHOWN
     */
    boolean print(Payment payment);
}
