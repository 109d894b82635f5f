package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.PaymentId;

/**
 * What one answer has booked on a terminal, or taken back.
 *
 * @param event the number of the payment's change: it says which batch it lies in
 * @param minor in minor units
 * @param currency its code, three letters
 * @param cancels the event of the booking that it takes back, 0 where it books
 */
public record BatchItem(long event, PaymentId payment, Side side, long minor, String currency, long cancels) {
    /** As the cardholder sees it. */
    public enum Side {
        /** A sale. */
        DEBIT,
        /** A refund. */
        CREDIT
    }
}
