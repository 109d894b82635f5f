package dev.tidegate.till.config;

/** Which PINs can be entered at a terminal (tag 9F33, byte 2; EMV 4.4 Book 4, Annex A2). */
public enum Pins {
    NONE(0),
    /** Those that the card checks, plain or enciphered. */
    BY_CARD(0x90),
    /** Those that the issuer checks: all that there is for a tap. */
    BY_ISSUER(0x40),
    BOTH(0xD0);

    private final int capabilities;

    Pins(int capabilities) {
        this.capabilities = capabilities;
    }

    int capabilities() {
        return capabilities;
    }

    boolean byIssuer() {
        return this == BY_ISSUER || this == BOTH;
    }
}
