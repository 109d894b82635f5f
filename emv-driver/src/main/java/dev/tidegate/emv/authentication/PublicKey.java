package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.math.BigInteger;

/**
 * An RSA public key of an authority, issuer or card, and its recovery function (EMV 4.4 Book 2, B2.1).
 *
 * @param modulus {@link #BYTES_MIN} to {@link #BYTES_MAX} bytes
 * @param exponent 3 or 65537 (Book 2, B2.1.1): no card can make the terminal compute for long
 */
record PublicKey(Octets modulus, Octets exponent) {
    /** Shorter than this has no room for a certificate, and can be factored at home. */
    static final int BYTES_MIN = 64;
    /** Book 2, D1: 1984 bits. */
    static final int BYTES_MAX = 248;

    private static final Octets THREE = Octets.ofHex("03");
    private static final Octets FERMAT_4 = Octets.ofHex("010001");

    PublicKey {
        if (!isPossible(modulus, exponent)) {
            throw new MalformedCardDataException("an impossible public key");
        }
    }

    static boolean isPossible(Octets modulus, Octets exponent) {
        return modulus.length() >= BYTES_MIN
                && modulus.length() <= BYTES_MAX
                && modulus.at(0) != 0
                && (exponent.equals(THREE) || exponent.equals(FERMAT_4));
    }

    /**
     * The data under a signature, as long as the modulus.
     *
     * @throws MalformedCardDataException the signature is not as long as the modulus
     */
    Slice recover(Slice signature) {
        if (signature.length() != modulus.length()) {
            throw new MalformedCardDataException("a signature has the length of its key");
        }
        byte[] recovered = number(signature.copy())
                .modPow(number(exponent.toByteArray()), number(modulus.toByteArray()))
                .toByteArray();
        byte[] whole = new byte[modulus.length()];
        int length = Math.min(recovered.length, whole.length);
        System.arraycopy(recovered, recovered.length - length, whole, whole.length - length, length);
        return Slice.of(whole);
    }

    private static BigInteger number(byte[] unsigned) {
        return new BigInteger(1, unsigned);
    }
}
