package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.card.Octets;

/**
 * Terminal transaction qualifiers, TTQ, tag 9F66: what the reader can do and wants of this sale (EMV Contactless Book
 * A, table of TTQ).
 *
 * <pre>
 * byte 1  80 stripe mode | 20 EMV mode | 10 contact chip | 08 offline only | 04 online PIN
 *         02 signature | 01 ODA online
 * byte 2  80 online cryptogram required | 40 CVM required | 20 offline PIN (contact)
 * byte 3  80 issuer update | 40 CVM on the cardholder's device
 * </pre>
 *
 * @param value four bytes
 */
public record TransactionQualifiers(Octets value) {
    public TransactionQualifiers {
        if (value.length() != 4) {
            throw new IllegalArgumentException("terminal transaction qualifiers have four bytes");
        }
    }

    public boolean stripeMode() {
        return has(0, 0x80);
    }

    public boolean contactChip() {
        return has(0, 0x10);
    }

    public boolean onlineRequired() {
        return has(1, 0x80);
    }

    public boolean offlineOnly() {
        return has(0, 0x08);
    }

    public boolean onlinePin() {
        return has(0, 0x04);
    }

    public boolean signature() {
        return has(0, 0x02);
    }

    public boolean verificationRequired() {
        return has(1, 0x40);
    }

    public boolean onDevice() {
        return has(2, 0x40);
    }

    /** As configured, with what a sale has said taken off: bits 8 and 7 of byte 2 (Book B, 3.1.1.2). */
    TransactionQualifiers cleared() {
        return withSecond(value.at(1) & ~0xC0);
    }

    TransactionQualifiers withOnlineRequired() {
        return withSecond(value.at(1) | 0x80);
    }

    TransactionQualifiers withVerificationRequired() {
        return withSecond(value.at(1) | 0x40);
    }

    private TransactionQualifiers withSecond(int second) {
        return new TransactionQualifiers(
                value.slice(0, 1).plus(Octets.of(new byte[] {(byte) second})).plus(value.slice(2, 4)));
    }

    private boolean has(int index, int bit) {
        return (value.at(index) & bit) != 0;
    }
}
