package dev.tidegate.emv.settings;

import dev.tidegate.core.card.Octets;

/**
 * Terminal capabilities, tag 9F33: how cards are read, cardholders verified, cards authenticated (EMV 4.4 Book 4, Annex
 * A2).
 *
 * @param value three bytes, for example {@code 6028C8}: stripe and chip; signature and no CVM; SDA, DDA and CDA
 */
public record TerminalCapabilities(Octets value) {
    public TerminalCapabilities {
        if (value.length() != 3) {
            throw new IllegalArgumentException("terminal capabilities have three bytes");
        }
    }

    /** A plain PIN, presented to the card by a PIN entry device. */
    public boolean plaintextPin() {
        return has(1, 0x80);
    }

    /** A PIN that the issuer checks, enciphered by a PIN entry device. */
    public boolean onlinePin() {
        return has(1, 0x40);
    }

    /** An enciphered PIN, presented to the card by a PIN entry device. */
    public boolean encipheredPin() {
        return has(1, 0x10);
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
