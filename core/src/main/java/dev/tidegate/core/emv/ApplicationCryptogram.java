package dev.tidegate.core.emv;

import dev.tidegate.core.card.Octets;

/**
 * A cryptogram of the card over one transaction (EMV 4.4 Book 2, section 8).
 *
 * @param value tag 9F26, 8 bytes
 * @param atc the application transaction counter it was made with, tag 9F36
 */
public record ApplicationCryptogram(Type type, Octets value, int atc) {
    /** What the card says with it; the number is the top of tag 9F27. */
    public enum Type {
        /** Application authentication cryptogram, AAC: declined. */
        AAC(0x00),
        /** Transaction certificate, TC: approved by the card. */
        TC(0x40),
        /** Authorisation request cryptogram, ARQC: ask the issuer. */
        ARQC(0x80);

        private final int informationByte;

        Type(int informationByte) {
            this.informationByte = informationByte;
        }

        /** Cryptogram information data, CID, tag 9F27, of this type alone. */
        public int informationByte() {
            return informationByte;
        }
    }

    public ApplicationCryptogram {
        if (value.length() != 8) {
            throw new IllegalArgumentException("a cryptogram has 8 bytes, not " + value.length());
        }
        if (atc < 0 || atc > 0xFFFF) {
            throw new IllegalArgumentException("a transaction counter has two bytes");
        }
    }
}
