package dev.tidegate.till.refund;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.till.store.Refund;

/** How a request for a refund was answered. */
public sealed interface RefundBegun {
    /** It is on disk and on its way. */
    record Started(Refund refund) implements RefundBegun {}

    /** The same request was made before; this is what became of it. */
    record Earlier(Refund refund) implements RefundBegun {}

    /** The same key came with another request. */
    record KeyReused() implements RefundBegun {}

    record NoPayment() implements RefundBegun {}

    /** There is nothing captured to give back. */
    record NotCaptured() implements RefundBegun {}

    /** The gateway has yet to be told that the sale stands. */
    record NotCompleted() implements RefundBegun {}

    /** More than is left. */
    record TooMuch(Amount left) implements RefundBegun {}

    /** The acquirer cannot be asked; nothing was written or sent. */
    record Offline(Reason why) implements RefundBegun {}
}
