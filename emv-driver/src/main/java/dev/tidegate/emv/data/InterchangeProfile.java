package dev.tidegate.emv.data;

import dev.tidegate.core.card.Octets;

/**
 * Application interchange profile, AIP, tag 82: what the card can do (EMV 4.4 Book 3, Annex C1).
 *
 * @param value two bytes
 */
public record InterchangeProfile(Octets value) {
    public InterchangeProfile {
        if (value.length() != 2) {
            throw new MalformedCardDataException("an interchange profile has two bytes");
        }
    }

    public boolean staticAuthentication() {
        return has(0x40);
    }

    public boolean dynamicAuthentication() {
        return has(0x20);
    }

    public boolean cardholderVerification() {
        return has(0x10);
    }

    public boolean issuerAuthentication() {
        return has(0x04);
    }

    public boolean combinedAuthentication() {
        return has(0x01);
    }

    /** Verification on the cardholder's device (EMV Contactless Book C-2). */
    public boolean onDeviceVerification() {
        return has(0x02);
    }

    /** Whether a Mastercard application has more than its stripe mode: bit 8 of byte 2 (the same). */
    public boolean contactlessEmvMode() {
        return (value.at(1) & 0x80) != 0;
    }

    private boolean has(int bit) {
        return (value.at(0) & bit) != 0;
    }
}
