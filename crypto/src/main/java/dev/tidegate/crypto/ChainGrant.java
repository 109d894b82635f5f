package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * A new chain's secret on its way to its till, sealed by HPKE base mode (RFC 9180) to the key that the till made for
 * its certificate: only that key opens it, and only for that till. {@code info} = label, till id, SHA-256 of the key.
 *
 * @param encapsulated 65 bytes
 * @param ciphertext 48 bytes
 */
public record ChainGrant(Octets encapsulated, Octets ciphertext) {
    private static final byte[] LABEL = Sha256.label("tidegate/chain-grant/v1");
    private static final int SCALAR_BYTES = 32;
    private static final int POINT_BYTES = 65;

    /** What the gateway keeps and what it sends. */
    public record Made(TillChain chain, ChainGrant grant) {}

    /**
     * Makes a chain for a till. The secret itself is not kept.
     *
     * @param key of the till's certificate
     * @throws KeyUnavailableException it could not be sealed; nothing was made
     */
    public static Made make(TillId till, CertificateRequest key, SecureRandom chance) {
        byte[] secret = new byte[ChainKey.BYTES];
        chance.nextBytes(secret);
        try {
            return new Made(TillChain.enrolled(till, secret), sealed(till, key.spki(), secret));
        } catch (InvalidCipherTextException | RuntimeException e) {
            throw new KeyUnavailableException(
                    "a chain secret cannot be sealed: " + e.getClass().getSimpleName());
        } finally {
            Wipe.all(secret);
        }
    }

    private static ChainGrant sealed(TillId till, Octets spki, byte[] secret) throws InvalidCipherTextException {
        Hpke hpke = new Hpke(Hpke.AES_256_GCM);
        AsymmetricCipherKeyPair ephemeral = hpke.ephemeral();
        Hpke.Sealed first = hpke.seal(point(spki), info(till, spki), secret, ephemeral);
        Hpke.Sealed second = hpke.seal(point(spki), info(till, spki), secret, ephemeral);
        if (!first.equalTo(second)) {
            throw new IllegalStateException("two passes of one seal differ");
        }
        return new ChainGrant(Octets.of(first.encapsulated), Octets.of(first.ciphertext));
    }

    /** The secret, the caller's own array to wipe; a {@link Rejection} where it is not this till's and key's. */
    byte[] open(TillId till, Octets spki, ECPrivateKey key) {
        byte[] scalar = scalar(key);
        try {
            byte[] secret = new Hpke(Hpke.AES_256_GCM)
                    .open(
                            scalar,
                            point(spki),
                            info(till, spki),
                            new Hpke.Sealed(encapsulated.toByteArray(), ciphertext.toByteArray()));
            if (secret.length != ChainKey.BYTES) {
                throw new Rejection("OPEN_FAILED");
            }
            return secret;
        } catch (InvalidCipherTextException | RuntimeException e) {
            throw new Rejection("OPEN_FAILED");
        } finally {
            Wipe.all(scalar);
        }
    }

    private static byte[] point(Octets spki) {
        return spki.slice(spki.length() - POINT_BYTES, spki.length()).toByteArray();
    }

    private static byte[] info(TillId till, Octets spki) {
        byte[] key = Sha256.of(spki.toByteArray());
        return ByteBuffer.allocate(LABEL.length + 16 + key.length)
                .put(LABEL)
                .put(RecordFrame.bytes(till.value()))
                .put(key)
                .array();
    }

    private static byte[] scalar(ECPrivateKey key) {
        BigInteger number = key.getS();
        byte[] signed = number.toByteArray();
        byte[] scalar = new byte[SCALAR_BYTES];
        int length = Math.min(signed.length, SCALAR_BYTES);
        System.arraycopy(signed, signed.length - length, scalar, SCALAR_BYTES - length, length);
        Wipe.all(signed);
        return scalar;
    }
}
