package dev.tidegate.simulator.card;

import java.math.BigInteger;

/** A key pair of one of the three levels: authority, issuer, card. Prints nothing of itself. */
final class RsaKey {
    /** 6A before, hash and BC behind: what a signature holds besides the recoverable bytes. */
    static final int OVERHEAD = 2 + Digest.BYTES;

    private final BigInteger modulus;
    private final BigInteger publicExponent;
    private final BigInteger privateExponent;

    RsaKey(BigInteger modulus, BigInteger publicExponent, BigInteger privateExponent) {
        this.modulus = modulus;
        this.publicExponent = publicExponent;
        this.privateExponent = privateExponent;
    }

    /** The length of the modulus, and so of every signature, in bytes. */
    int length() {
        return (modulus.bitLength() + 7) / 8;
    }

    byte[] modulus() {
        return fixed(modulus, length());
    }

    /** One byte for 3, three for 65537. */
    byte[] exponent() {
        return fixed(publicExponent, (publicExponent.bitLength() + 7) / 8);
    }

    /**
     * A signature from which {@code recoverable} can be read again, by ISO/IEC 9796-2 scheme 1 (EMV 4.4 Book 2, A2.1).
     *
     * <pre>
     * 6A | recoverable | SHA-1(recoverable, rest) | BC
     * </pre>
     *
     * @param recoverable exactly {@link #length()} − {@link #OVERHEAD} bytes
     * @param rest what is signed too and sent beside the signature
     */
    byte[] sign(byte[] recoverable, byte[] rest) {
        if (recoverable.length != length() - OVERHEAD) {
            throw new IllegalArgumentException("the recoverable part has to fill the modulus");
        }
        byte[] block = Bytes.join(Bytes.hex("6A"), recoverable, Digest.of(recoverable, rest), Bytes.hex("BC"));
        return fixed(new BigInteger(1, block).modPow(privateExponent, modulus), length());
    }

    /** The bare deciphering of a block as long as the key, an enciphered PIN (EMV 4.4 Book 2, 7.2). */
    byte[] decipher(byte[] block) {
        return fixed(new BigInteger(1, block).modPow(privateExponent, modulus), length());
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int kept = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - kept, fixed, length - kept, kept);
        return fixed;
    }
}
