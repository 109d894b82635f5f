package dev.tidegate.emv.settings;

import dev.tidegate.core.card.Octets;

/**
 * Terminal capabilities, tag 9F33: how cards are read, cardholders verified, cards authenticated (EMV 4.4 Book 4, Annex
 * A2).
 *
 * @param value three bytes, for example {@code 6028C8}: stripe and chip; signature and no CVM; SDA, DDA and CDA
 */
public record TerminalCapabilities(Octets value) {
    // Byte 2: plaintext PIN to the card, enciphered PIN online, enciphered PIN to the card.
    private static final int PIN_METHODS = 0x80 | 0x40 | 0x10;

    public TerminalCapabilities {
        if (value.length() != 3) {
            throw new IllegalArgumentException("terminal capabilities have three bytes");
        }
        if ((value.at(1) & PIN_METHODS) != 0) {
            throw new IllegalArgumentException(
                    "terminal capabilities name a PIN method, and there is no PIN entry device");
        }
    }

    public boolean signature() {
        return has(1, 0x20);
    }

    public boolean noVerification() {
        return has(1, 0x08);
    }

    public boolean staticAuthentication() {
        return has(2, 0x80);
    }

    public boolean dynamicAuthentication() {
        return has(2, 0x40);
    }

    public boolean combinedAuthentication() {
        return has(2, 0x08);
    }

    private boolean has(int index, int bit) {
        return (value.at(index) & bit) != 0;
    }
}
