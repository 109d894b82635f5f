package dev.tidegate.crypto;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway's private and secret keys are: made in it, used in it, destroyed in it, and taken out by nobody.
 * Keys have names; which of them should be there is known by {@link KeyRegister}. Safe to use from several threads.
 *
 * <p>Every method throws {@link KeyUnavailableException} where the vault or the key cannot be used now; that is never a
 * word about what came from outside.
 */
interface KeyVault extends AutoCloseable {
    /**
     * A key that is in the vault.
     *
     * @param certificate of a recipient key: its public half and its period; absent for a secret key
     */
    record Found(String name, @Nullable X509Certificate certificate) {}

    /** All keys of ours. */
    List<Found> list();

    /**
     * Makes a recipient key with a certificate of its own for its period.
     *
     * @param naming gives its name
     * @return the public half
     */
    PublicKey makePair(Suite suite, Certificates.Period period, Function<PublicKey, String> naming);

    /** Makes an AES-256 key. */
    void makeSecret(String name);

    /** Destroys a key; one that is not there is gone already. */
    void destroy(String name);

    /** What was made and destroyed is durable when this returns. */
    void save();

    /**
     * The Diffie-Hellman result, 32 bytes, the caller's own to wipe.
     *
     * @param point a checked public key, see {@link Suite#isPoint}
     * @throws Rejection OPEN_FAILED, it is of small order
     */
    byte[] agree(String name, Suite suite, byte[] point);

    /** AES-256-GCM: ciphertext and tag. The caller never gives a nonce twice. */
    byte[] encrypt(String name, byte[] nonce, byte[] aad, byte[] plain);

    /**
     * AES-256-GCM: the plaintext, the caller's own to wipe.
     *
     * @throws Rejection BAD_COLUMN, the tag is not of this key, nonce and data
     */
    byte[] decrypt(String name, byte[] nonce, byte[] aad, byte[] sealed);

    /** What a person calls this kind of vault. */
    String kind();

    /** Lets the keys go; what they are asked for afterwards is a {@link KeyUnavailableException}. */
    @Override
    void close();
}
