package dev.tidegate.simulator.acquirer.issuer;

import java.util.Arrays;
import java.util.HexFormat;

/** How an issuer comes from its master key to the key of one transaction of one card (EMV 4.4 Book 2, annex A1). */
final class EmvKeys {
    private static final int PAN_AND_SEQUENCE_DIGITS = 16;

    private EmvKeys() {}

    /**
     * The card's master key, option A (A1.4.1): the rightmost 16 digits of PAN and sequence number, encrypted; their
     * complement, encrypted.
     *
     * @param sequence two digits, 00 where the card has none
     */
    static TripleDesKey cardKey(TripleDesKey issuerKey, String pan, String sequence) {
        String digits = "0".repeat(PAN_AND_SEQUENCE_DIGITS) + pan + sequence;
        byte[] left = HexFormat.of().parseHex(digits.substring(digits.length() - PAN_AND_SEQUENCE_DIGITS));
        byte[] both = Arrays.copyOf(left, 2 * left.length);
        for (int i = 0; i < left.length; i++) {
            both[left.length + i] = (byte) ~left[i];
        }
        return TripleDesKey.of(issuerKey.encrypt(both));
    }

    /** The session key of one application transaction counter (A1.3.1): R is the counter, then zeros. */
    static TripleDesKey sessionKey(TripleDesKey cardKey, int atc) {
        byte[] diversifier = new byte[TripleDesKey.BLOCK_BYTES];
        diversifier[0] = (byte) (atc >> 8);
        diversifier[1] = (byte) atc;
        return commonSessionKey(cardKey, diversifier);
    }

    /** The common session key derivation for any R of eight bytes (A1.3.1). */
    static TripleDesKey commonSessionKey(TripleDesKey cardKey, byte[] diversifier) {
        byte[] both = Arrays.copyOf(diversifier, 2 * TripleDesKey.BLOCK_BYTES);
        System.arraycopy(diversifier, 0, both, TripleDesKey.BLOCK_BYTES, TripleDesKey.BLOCK_BYTES);
        both[2] = (byte) 0xF0;
        both[TripleDesKey.BLOCK_BYTES + 2] = 0x0F;
        return TripleDesKey.of(cardKey.encrypt(both));
    }

    /**
     * ARPC method 1: the cryptogram, its first two bytes mixed with the response code, encrypted (EMV Book 2, 8.2.1).
     */
    static byte[] arpc(TripleDesKey key, byte[] arqc, byte[] responseCode) {
        byte[] mixed = arqc.clone();
        mixed[0] ^= responseCode[0];
        mixed[1] ^= responseCode[1];
        return key.encrypt(mixed);
    }
}
