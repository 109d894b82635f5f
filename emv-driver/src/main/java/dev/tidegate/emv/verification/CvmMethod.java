package dev.tidegate.emv.verification;

import dev.tidegate.emv.settings.TerminalCapabilities;

/** The methods of a CVM list that the book knows (EMV 4.4 Book 3, Annex C3, table 43). */
enum CvmMethod {
    FAIL(0x00),
    PLAINTEXT_PIN(0x01),
    ONLINE_PIN(0x02),
    PLAINTEXT_PIN_AND_SIGNATURE(0x03),
    ENCIPHERED_PIN(0x04),
    ENCIPHERED_PIN_AND_SIGNATURE(0x05),
    SIGNATURE(0x1E),
    NO_VERIFICATION(0x1F),
    /** One that the book does not know: reserved, or a scheme's own. */
    UNKNOWN(-1);

    private final int number;

    CvmMethod(int number) {
        this.number = number;
    }

    static CvmMethod of(CvmRule rule) {
        for (CvmMethod method : values()) {
            if (method.number == rule.method()) {
                return method;
            }
        }
        return UNKNOWN;
    }

    boolean usesPin() {
        return switch (this) {
            case PLAINTEXT_PIN, ONLINE_PIN, PLAINTEXT_PIN_AND_SIGNATURE, ENCIPHERED_PIN, ENCIPHERED_PIN_AND_SIGNATURE ->
                true;
            case FAIL, SIGNATURE, NO_VERIFICATION, UNKNOWN -> false;
        };
    }

    /** Whether the cardholder signs besides. */
    boolean usesSignature() {
        return this == SIGNATURE || this == PLAINTEXT_PIN_AND_SIGNATURE || this == ENCIPHERED_PIN_AND_SIGNATURE;
    }

    /** Whether the terminal can do it. */
    boolean isSupported(TerminalCapabilities capabilities) {
        return switch (this) {
            // Annex C3: to fail needs nothing of the terminal.
            case FAIL -> true;
            case SIGNATURE -> capabilities.signature();
            case NO_VERIFICATION -> capabilities.noVerification();
            case PLAINTEXT_PIN -> capabilities.plaintextPin();
            case PLAINTEXT_PIN_AND_SIGNATURE -> capabilities.plaintextPin() && capabilities.signature();
            case ENCIPHERED_PIN -> capabilities.encipheredPin();
            case ENCIPHERED_PIN_AND_SIGNATURE -> capabilities.encipheredPin() && capabilities.signature();
            case ONLINE_PIN -> capabilities.onlinePin();
            case UNKNOWN -> false;
        };
    }
}
