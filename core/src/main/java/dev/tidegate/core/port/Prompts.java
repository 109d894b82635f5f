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
        /** The card has more than one application: the cardholder says which. */
        CHOOSE_APPLICATION,
        /** The card wants its one application confirmed. */
        CONFIRM_APPLICATION,
        ENTER_PIN,
        /** It was wrong, and may be entered again. */
        PIN_WRONG,
        /** One more wrong PIN, and the card takes none any more. */
        PIN_LAST_TRY,
        PROCESSING,
        ONLINE_REQUEST,
        REMOVE_CARD;

        /** Whether the card or the cardholder is waited for: only then a cashier may cancel. */
        public boolean awaitsSomebody() {
            return switch (this) {
                case PRESENT_CARD, INSERT_CHIP, INSERT_CARD, SWIPE_CARD, PRESENT_CARD_AGAIN -> true;
                case CHOOSE_APPLICATION, CONFIRM_APPLICATION, ENTER_PIN, PIN_WRONG, PIN_LAST_TRY -> true;
                case PROCESSING, ONLINE_REQUEST, REMOVE_CARD -> false;
            };
        }
    }

    /** Shows a prompt for a payment in progress. Returns at once; never fails. */
    void show(Payment payment, Prompt prompt);
}
