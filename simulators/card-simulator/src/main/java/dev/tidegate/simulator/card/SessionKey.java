package dev.tidegate.simulator.card;

import java.util.Arrays;

/** The key of one transaction: makes its cryptograms and checks the issuer's answer to them. Not printable. */
final class SessionKey {
    private final TripleDes cipher;

    SessionKey(TripleDes cipher) {
        this.cipher = cipher;
    }

    /** The application cryptogram over these values, eight bytes (EMV 4.4 Book 2, 8.1.2). */
    byte[] cryptogram(byte[] values) {
        return cipher.mac(values);
    }

    /** ARPC by method 1, eight bytes: the encrypted sum of ARQC and response code (EMV 4.4 Book 2, 8.2.1). */
    byte[] issuerResponse(byte[] arqc, byte[] responseCode) {
        return cipher.encrypt(Bytes.xor(arqc, Arrays.copyOf(responseCode, TripleDes.BLOCK_BYTES)));
    }

    /** ARPC by method 2, four bytes: a MAC over ARQC, card status update and the issuer's own bytes (Book 2, 8.2.2). */
    byte[] issuerResponse(byte[] arqc, byte[] statusUpdate, byte[] issuerBytes) {
        return Arrays.copyOf(cipher.mac(Bytes.join(arqc, statusUpdate, issuerBytes)), 4);
    }

    /** Eight bytes that differ with each transaction, for the ICC dynamic number 9F4C. */
    byte[] dynamicNumber() {
        return cipher.encrypt(new byte[TripleDes.BLOCK_BYTES]);
    }

    /** The MAC of a script command, eight bytes (EMV 4.4 Book 2, 9.2.3). */
    byte[] scriptMac(byte[] message) {
        return cipher.mac(message);
    }

    /** The confidential part of a script command: whole blocks (EMV 4.4 Book 2, 9.3.2). */
    byte[] decipher(byte[] blocks) {
        return cipher.decryptBlocks(blocks);
    }

    /** Eight bytes for GET CHALLENGE, other ones at each time of asking. */
    byte[] challenge(int time) {
        return cipher.encrypt(Bytes.number(time, TripleDes.BLOCK_BYTES));
    }

    byte[] key() {
        return cipher.key();
    }
}
