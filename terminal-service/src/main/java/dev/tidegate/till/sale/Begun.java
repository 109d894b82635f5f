package dev.tidegate.till.sale;

import dev.tidegate.core.payment.PaymentId;

/** How a request to take a payment was answered. */
public sealed interface Begun {
    /** The card is asked for; what is paid without one is on disk. */
    record Started(PaymentId payment) implements Begun {}

    /** The same request was made before; this is what became of it. */
    record Earlier(PaymentId payment) implements Begun {}

    /** The same key came with another request. */
    record KeyReused() implements Begun {}

    /** A payment is in progress, or its result was not acknowledged. */
    record Busy(PaymentId payment) implements Begun {}

    /** The cart has been paid by this one. */
    record CartPaid(PaymentId payment) implements Begun {}

    /** There is no such cart. */
    record NoCart() implements Begun {}

    /** The amount is not what is left to pay of the cart, or more than that. */
    record AmountDiffers() implements Begun {}

    /** The manager's word is not for this sale, was used, or is too old. */
    record WordNotGood() implements Begun {}

    /** The cart was voided. */
    record CartVoided() implements Begun {}

    /** The till is stopping. */
    record Stopping() implements Begun {}
}
