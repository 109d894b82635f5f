package dev.tidegate.core.port;

import dev.tidegate.core.payment.Payment;

/** The line and picture that cashier and cardholder see while a card is read (EMV Contactless Book A, message ids). */
public interface Prompts {
    /** What to do now. */
    enum Prompt {
        PRESENT_CARD,
        /** The stripe was drawn of a card with a chip. */
        INSERT_CHIP,
        /** The card was tapped and cannot be taken so: it is to be put in (message identifier 1D). */
        INSERT_CARD,
        /** The chip was tried in vain as often as the rules want: the stripe may be used. */
        SWIPE_CARD,
        /** What was drawn, put in or tapped could not be read, or a telephone asks for something first. */
        PRESENT_CARD_AGAIN,
        PROCESSING,
        ONLINE_REQUEST,
        REMOVE_CARD;

        /** Whether a card is waited for: only then a cashier may cancel. */
        public boolean awaitsCard() {
            return switch (this) {
                case PRESENT_CARD, INSERT_CHIP, INSERT_CARD, SWIPE_CARD, PRESENT_CARD_AGAIN -> true;
                case PROCESSING, ONLINE_REQUEST, REMOVE_CARD -> false;
            };
        }
    }

    /** Shows a prompt for a payment in progress. Returns at once; never fails. */
    void show(Payment payment, Prompt prompt);
}
