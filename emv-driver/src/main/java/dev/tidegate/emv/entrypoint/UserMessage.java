package dev.tidegate.emv.entrypoint;

/** What a cardholder is told, by the numbers of the book (EMV Contactless Book A). */
public enum UserMessage {
    APPROVED(0x03),
    NOT_AUTHORISED(0x07),
    ENTER_PIN(0x09),
    PROCESSING_ERROR(0x0F),
    REMOVE_CARD(0x10),
    WELCOME(0x14),
    PRESENT_CARD(0x15),
    PROCESSING(0x16),
    CARD_READ_OK(0x17),
    INSERT_OR_SWIPE(0x18),
    PRESENT_ONE_CARD(0x19),
    APPROVED_SIGN(0x1A),
    AUTHORISING(0x1B),
    TRY_ANOTHER_CARD(0x1C),
    INSERT_CARD(0x1D),
    NONE(0x1E),
    SEE_PHONE(0x20),
    PRESENT_CARD_AGAIN(0x21);

    private final int number;

    UserMessage(int number) {
        this.number = number;
    }

    /** The message identifier. */
    public int number() {
        return number;
    }
}
