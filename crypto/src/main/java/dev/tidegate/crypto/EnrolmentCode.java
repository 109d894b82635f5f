package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/**
 * What an operator gives to whoever installs a till: a token that is good once, and the authority to believe before
 * there is any trust. As text it can be typed:
 *
 * <pre>
 * 4 bits version 1 | 128 bits token | 128 bits fingerprint    = 52 digits of Crockford's Base 32, and a check symbol
 * 3XXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-C
 * </pre>
 *
 * @param token 16 random bytes
 * @param fingerprint the first 16 bytes of SHA-256 over the authority's certificate
 */
public record EnrolmentCode(Octets token, Octets fingerprint) {
    /** Longer texts are not looked at; the hyphens and blanks of a careful writer fit. */
    public static final int TEXT_MAX = 160;

    /** Bytes of a token, and of a fingerprint. */
    public static final int PART_BYTES = 16;

    private static final int VERSION = 1;
    private static final int DIGITS = 52;
    private static final byte[] TOKEN_LABEL = Sha256.label("tidegate/enrolment-token/v1");

    public EnrolmentCode {
        if (token.length() != PART_BYTES || fingerprint.length() != PART_BYTES) {
            throw new IllegalArgumentException("a token and a fingerprint have 16 bytes each");
        }
    }

    /** What a text turned out to be. */
    public sealed interface Reading {
        record Read(EnrolmentCode code) implements Reading {}

        record Refused(Why why) implements Reading {}
    }

    /** What is wrong with a text. */
    public enum Why {
        /** Some characters are missing, or there are too many. */
        LENGTH,
        /** A character that no code has. */
        CHARACTER,
        /** The check symbol does not fit: something was mistyped. */
        CHECK,
        /** A code of a later version. */
        VERSION
    }

    /** A new code for the tills of an authority. */
    public static EnrolmentCode fresh(X509Certificate authority, SecureRandom chance) {
        byte[] token = new byte[PART_BYTES];
        chance.nextBytes(token);
        return new EnrolmentCode(Octets.of(token), fingerprintOf(authority));
    }

    /** Reads what a person typed or pasted. */
    public static Reading read(String text) {
        if (text.length() > TEXT_MAX) {
            return new Reading.Refused(Why.LENGTH);
        }
        String plain = CrockfordBase32.plain(text);
        if (plain.length() != DIGITS + 1) {
            return new Reading.Refused(Why.LENGTH);
        }
        BigInteger number = CrockfordBase32.read(plain.substring(0, DIGITS));
        char check = plain.charAt(DIGITS);
        if (number == null || !CrockfordBase32.isCheck(check)) {
            return new Reading.Refused(Why.CHARACTER);
        }
        if (!CrockfordBase32.checks(number, check)) {
            return new Reading.Refused(Why.CHECK);
        }
        if (number.shiftRight(2 * PART_BYTES * 8).intValue() != VERSION) {
            return new Reading.Refused(Why.VERSION);
        }
        return new Reading.Read(new EnrolmentCode(part(number, 1), part(number, 0)));
    }

    /** The text to give away: whoever has it can enrol a till. */
    public String text() {
        BigInteger number = BigInteger.valueOf(VERSION)
                .shiftLeft(PART_BYTES * 8)
                .or(new BigInteger(1, token.toByteArray()))
                .shiftLeft(PART_BYTES * 8)
                .or(new BigInteger(1, fingerprint.toByteArray()));
        return CrockfordBase32.write(number, DIGITS);
    }

    /** What the gateway keeps of a token, 32 bytes. */
    public static Octets hashOf(Octets token) {
        return Octets.of(Sha256.of(TOKEN_LABEL, token.toByteArray()));
    }

    /** The fingerprint of an authority's certificate, 16 bytes. */
    public static Octets fingerprintOf(X509Certificate authority) {
        try {
            return Octets.of(Sha256.of(authority.getEncoded()), 0, PART_BYTES);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that cannot be written", e);
        }
    }

    @Override
    public String toString() {
        return "EnrolmentCode[" + fingerprint.hex() + "]";
    }

    private static Octets part(BigInteger number, int place) {
        byte[] bytes = number.shiftRight(place * PART_BYTES * 8)
                .mod(BigInteger.ONE.shiftLeft(PART_BYTES * 8))
                .toByteArray();
        byte[] part = new byte[PART_BYTES];
        int length = Math.min(bytes.length, PART_BYTES);
        System.arraycopy(bytes, bytes.length - length, part, PART_BYTES - length, length);
        return Octets.of(part);
    }
}
