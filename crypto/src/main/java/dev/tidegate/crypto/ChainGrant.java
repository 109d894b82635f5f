package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import javax.crypto.KeyAgreement;
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
    private static final byte[] NO_AAD = new byte[0];
    private static final HpkeRecipient RECIPIENT = new HpkeRecipient(Suite.P256);

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
        Hpke hpke = new Hpke(Suite.P256);
        AsymmetricCipherKeyPair ephemeral = hpke.ephemeral();
        byte[] point = Suite.P256.point(spki);
        byte[] info = info(till, spki);
        Hpke.Sealed sealed = hpke.seal(point, info, secret, ephemeral);
        if (!new SealProof(Suite.P256, point).holds(ephemeral, info, secret, sealed)) {
            throw new IllegalStateException("what was sealed does not open");
        }
        return new ChainGrant(Octets.of(sealed.encapsulated), Octets.of(sealed.ciphertext));
    }

    /** The secret, the caller's own array to wipe; a {@link Rejection} where it is not this till's and key's. */
    byte[] open(TillId till, Octets spki, PrivateKey key) {
        byte[] secret = RECIPIENT.open(
                point -> agree(key, point),
                Suite.P256.point(spki),
                info(till, spki),
                NO_AAD,
                new Hpke.Sealed(encapsulated.toByteArray(), ciphertext.toByteArray()));
        if (secret.length != ChainKey.BYTES) {
            Wipe.all(secret);
            throw new Rejection("OPEN_FAILED");
        }
        return secret;
    }

    private static byte[] agree(PrivateKey key, byte[] point) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance(Suite.P256.agreement());
            agreement.init(key);
            agreement.doPhase(Suite.P256.publicKey(point), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new Rejection("OPEN_FAILED");
        }
    }

    private static byte[] info(TillId till, Octets spki) {
        byte[] key = Sha256.of(spki.toByteArray());
        return ByteBuffer.allocate(LABEL.length + 16 + key.length)
                .put(LABEL)
                .put(RecordFrame.bytes(till.value()))
                .put(key)
                .array();
    }
}
