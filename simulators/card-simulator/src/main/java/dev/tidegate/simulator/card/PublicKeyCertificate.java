package dev.tidegate.simulator.card;

import java.util.Arrays;

/**
 * A public key signed by the level above, with what of it did not fit (EMV 4.4 Book 2, 5.1 and 6.1).
 *
 * <pre>
 * issuer:  02 | identifier 4 | MMYY | serial 3 | 01 01 | length | exponent length | key, padded with BB
 * card:    04 | PAN 10       | MMYY | serial 3 | 01 01 | length | exponent length | key, padded with BB
 * signed beside it: remainder | exponent, and for a card the static data to be authenticated
 * </pre>
 */
final class PublicKeyCertificate {
    private static final byte[] SHA1_WITH_RSA = Bytes.hex("0101");

    private final byte[] certificate;
    private final byte[] remainder;
    private final byte[] exponent;

    private PublicKeyCertificate(RsaKey signer, RsaKey key, byte[] heading, byte[] staticData) {
        byte[] lengths = {(byte) key.length(), (byte) key.exponent().length};
        byte[] head = Bytes.join(heading, SHA1_WITH_RSA, lengths);
        int room = signer.length() - RsaKey.OVERHEAD - head.length;
        int fitting = Math.min(room, key.length());
        exponent = key.exponent();
        remainder = Arrays.copyOfRange(key.modulus(), fitting, key.length());
        byte[] leftmost = Arrays.copyOf(key.modulus(), fitting);
        byte[] recoverable = Bytes.join(head, leftmost, Bytes.filled(0xBB, room - fitting));
        certificate = signer.sign(recoverable, Bytes.join(remainder, exponent, staticData));
    }

    /** The issuer's key under the authority's. */
    static PublicKeyCertificate ofIssuer(RsaKey authority, RsaKey issuer, CardNumber number) {
        byte[] heading = Bytes.join(Bytes.hex("02"), number.issuerIdentifier(), Bytes.hex("1232"), Bytes.hex("000001"));
        return new PublicKeyCertificate(authority, issuer, heading, new byte[0]);
    }

    /** The card's key under the issuer's, bound to the static data. */
    static PublicKeyCertificate ofCard(RsaKey issuer, RsaKey card, CardNumber number, byte[] staticData) {
        byte[] heading = Bytes.join(Bytes.hex("04"), number.compressed(10), Bytes.hex("1230"), Bytes.hex("000002"));
        return new PublicKeyCertificate(issuer, card, heading, staticData);
    }

    /** The card's key for enciphered PINs under the issuer's; no static data is bound to it (Book 2, 7.1). */
    static PublicKeyCertificate ofPin(RsaKey issuer, RsaKey pin, CardNumber number) {
        byte[] heading = Bytes.join(Bytes.hex("04"), number.compressed(10), Bytes.hex("1230"), Bytes.hex("000003"));
        return new PublicKeyCertificate(issuer, pin, heading, new byte[0]);
    }

    byte[] certificate() {
        return certificate.clone();
    }

    /** The key's last bytes, for which the certificate had no room; may be empty. */
    byte[] remainder() {
        return remainder.clone();
    }

    byte[] exponent() {
        return exponent.clone();
    }
}
