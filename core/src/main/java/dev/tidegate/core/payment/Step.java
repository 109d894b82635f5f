package dev.tidegate.core.payment;

import org.jspecify.annotations.Nullable;

/** What one event does to a payment in one state. */
public sealed interface Step {
    /**
     * The payment goes on.
     *
     * @param next its state from now on
     * @param record what the till's journal has on disk first, absent where the gateway alone acts
     * @param message what goes to the acquirer, empty where nothing does
     * @param words what the screen says, in English
     */
    record Moves(PaymentState next, @Nullable RecordType record, String message, String words) implements Step {}

    /** The event cannot happen here; whoever reports it is wrong, and nothing changes. */
    record Impossible(PaymentState state, PaymentEvent event) implements Step {}
}
