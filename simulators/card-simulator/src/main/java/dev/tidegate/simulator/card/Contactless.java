package dev.tidegate.simulator.card;

/**
 * What an application does behind the antenna. A Visa-like one gives its cryptogram in the answer to GET PROCESSING
 * OPTIONS, a Mastercard-like one signs it in the first GENERATE AC, or has stripe mode alone.
 */
enum Contactless {
    CARD,
    /** The holder is verified by the device, as on a telephone (CDCVM). */
    DEVICE,
    /** A track with digits that change, and no cryptogram (EMV Contactless Book C-2). */
    STRIPE;

    /** PDOL, 9F38, of a Visa-like application: the terminal's qualifiers and what the cryptogram covers. */
    static final String VISA_LIST = "9F6604" + Personalisation.FIRST_LIST;

    /** TTQ, 9F66, byte 1, bit 3: the terminal takes an online PIN. */
    private static final int TERMINAL_ONLINE_PIN = 0x04;

    private static final int TERMINAL_SIGNATURE = 0x02;
    private static final int TERMINAL_WANTS_HOLDER = 0x40;

    /** CTQ, 9F6C: how the holder is verified, of what the terminal wants and can. */
    byte[] qualifiers(byte[] terminalQualifiers) {
        if (this == DEVICE) {
            return Bytes.hex("0080");
        }
        if ((terminalQualifiers[1] & TERMINAL_WANTS_HOLDER) == 0) {
            return Bytes.hex("0000");
        }
        if ((terminalQualifiers[0] & TERMINAL_ONLINE_PIN) != 0) {
            return Bytes.hex("8000");
        }
        return Bytes.hex((terminalQualifiers[0] & TERMINAL_SIGNATURE) != 0 ? "4000" : "0000");
    }
}
