package dev.tidegate.emv.data;

import dev.tidegate.core.card.Octets;

/**
 * Transaction status information, TSI, tag 9B: which steps were done (EMV 4.4 Book 3, Annex C6).
 *
 * @param bits the first of its two bytes; the second is not used
 */
public record TransactionStatus(int bits) {
    /** One step that was done. */
    public enum Done {
        DATA_AUTHENTICATION(0x80),
        CARDHOLDER_VERIFICATION(0x40),
        CARD_RISK_MANAGEMENT(0x20),
        ISSUER_AUTHENTICATION(0x10),
        TERMINAL_RISK_MANAGEMENT(0x08),
        SCRIPT_PROCESSING(0x04);

        private final int bit;

        Done(int bit) {
            this.bit = bit;
        }
    }

    /** Nothing done. */
    public static TransactionStatus none() {
        return new TransactionStatus(0);
    }

    public TransactionStatus with(Done done) {
        return new TransactionStatus(bits | done.bit);
    }

    public boolean has(Done done) {
        return (bits & done.bit) != 0;
    }

    /** The two bytes of tag 9B. */
    public Octets octets() {
        return Octets.of(new byte[] {(byte) bits, 0});
    }
}
