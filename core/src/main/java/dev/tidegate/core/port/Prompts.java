package dev.tidegate.core.port;

import dev.tidegate.core.payment.Payment;

/** The line and picture that cashier and cardholder see while a card is read (EMV Contactless Book A, message ids). */
public interface Prompts {
    /** What to do now. */
    enum Prompt {
        PRESENT_CARD,
        PROCESSING,
        ONLINE_REQUEST,
        REMOVE_CARD
    }

    /** Shows a prompt for a payment in progress. Returns at once; never fails. */
    void show(Payment payment, Prompt prompt);
}
