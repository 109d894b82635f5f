package dev.tidegate.emv.testcard;

import dev.tidegate.core.card.Octets;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;

/** A key pair that signs as the books' keys sign: the bare RSA function over a whole block. */
public final class TestKey {
    private final BigInteger modulus;
    private final BigInteger privateExponent;
    private final String exponent;

    private TestKey(RSAPrivateCrtKey key, String exponent) {
        this.modulus = key.getModulus();
        this.privateExponent = key.getPrivateExponent();
        this.exponent = exponent;
    }

    /** Always the same key for the same seed. */
    public static TestKey of(int bits, String exponent, long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, new BigInteger(exponent, 16)), random);
            return new TestKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate(), exponent);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public int length() {
        return (modulus.bitLength() + 7) / 8;
    }

    public Octets modulus() {
        return Octets.of(fixed(modulus));
    }

    public String exponent() {
        return exponent;
    }

    /** A block as long as the key, signed. */
    public byte[] sign(byte[] block) {
        return fixed(new BigInteger(1, block).modPow(privateExponent, modulus));
    }

    private byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] whole = new byte[length()];
        int count = Math.min(bytes.length, whole.length);
        System.arraycopy(bytes, bytes.length - count, whole, whole.length - count, count);
        return whole;
    }
}
