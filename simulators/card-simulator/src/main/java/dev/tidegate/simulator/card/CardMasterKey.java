package dev.tidegate.simulator.card;

import java.util.Arrays;

/** The card's own key for application cryptograms, from which each transaction's key is derived. Not printable. */
final class CardMasterKey {
    private final TripleDes cipher;

    CardMasterKey(TripleDes cipher) {
        this.cipher = cipher;
    }

    /** The key of the transaction with this counter. */
    SessionKey sessionKey(int transactionCounter) {
        return sessionKey(Bytes.join(Bytes.number(transactionCounter, 2), new byte[6]));
    }

    /** EMV common session key derivation from eight bytes, the third of which is replaced (Book 2, A1.3.1). */
    SessionKey sessionKey(byte[] diversification) {
        byte[] left = diversification.clone();
        byte[] right = diversification.clone();
        left[2] = (byte) 0xF0;
        right[2] = 0x0F;
        return new SessionKey(TripleDes.withOddParity(Bytes.join(cipher.encrypt(left), cipher.encrypt(right))));
    }

    /**
     * CVC3, two bytes, over the track, the terminal's number and the counter (EMV Contactless Book C-2). The scheme has
     * a key of its own for it, derived as this one is.
     */
    byte[] checksum(byte[] track, byte[] number, int transactionCounter) {
        byte[] start = Arrays.copyOfRange(cipher.mac(track), 6, 8);
        byte[] block = cipher.encrypt(Bytes.join(start, number, Bytes.number(transactionCounter, 2)));
        return Arrays.copyOfRange(block, 6, 8);
    }

    byte[] key() {
        return cipher.key();
    }
}
