package dev.tidegate.simulator.card;

/** The two bytes that end every answer, SW1 SW2 (ISO/IEC 7816-4, 5.6; EMV 4.4 Book 3, 6.3.5). */
enum StatusWord {
    SUCCESS(0x9000),
    SELECTED_BUT_BLOCKED(0x6283),
    AUTHENTICATION_FAILED(0x6300),
    MEMORY_FAILURE(0x6581),
    WRONG_LENGTH(0x6700),
    METHOD_BLOCKED(0x6983),
    REFERENCE_UNUSABLE(0x6984),
    CONDITIONS_NOT_SATISFIED(0x6985),
    SECURE_MESSAGING_WRONG(0x6988),
    WRONG_CONTENT(0x6A80),
    CARD_BLOCKED(0x6A81),
    FILE_NOT_FOUND(0x6A82),
    RECORD_NOT_FOUND(0x6A83),
    NO_ROOM(0x6A84),
    WRONG_PARAMETERS(0x6A86),
    OBJECT_NOT_FOUND(0x6A88),
    UNKNOWN_INSTRUCTION(0x6D00),
    UNKNOWN_CLASS(0x6E00);

    private final int code;

    StatusWord(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
