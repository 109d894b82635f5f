package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;

/**
 * The gateway's keys in one keystore file (BCFKS), its password beside it ({@link StorePassword}): the recipient key,
 * the two column keys and the key that wraps chain keys. Safe to use from several threads.
 */
public final class GatewayKeys implements AutoCloseable {
    /** Longer than a till may stay away; keys that change by themselves come with the recipient bundle. */
    private static final Duration RECIPIENT_PERIOD = Duration.ofDays(400);
    /** A till's clock may be slow. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final String RECIPIENT = "recipient";
    private static final String CARD = "column-card-1";
    private static final String TRACK = "column-track-1";
    private static final String CHAIN = "chain-1";

    private final RecipientKey recipient;
    private final RecipientKeys recipientKeys;
    private final AesKey card;
    private final AesKey track;
    private final AesKey chain;

    private GatewayKeys(Path file, KeyStore store, char[] password) throws GeneralSecurityException {
        SecureRandom chance = new SecureRandom();
        if (!(store.getCertificate(RECIPIENT) instanceof X509Certificate certificate)
                || !(store.getKey(RECIPIENT, password) instanceof ECPrivateKey key)) {
            throw new KeyFileException(file, "holds no recipient key");
        }
        this.recipient = RecipientKey.of(
                Octets.of(certificate.getPublicKey().getEncoded()),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
        this.recipientKeys =
                new RecipientKeys(Map.of(recipient.kid(), RecipientKeys.PrivateKeyBytes.of(key, recipient)));
        this.card = new AesKey("tidegate/column/card/v1", 1, secret(file, store, CARD, password), chance);
        this.track = new AesKey("tidegate/column/track/v1", 1, secret(file, store, TRACK, password), chance);
        this.chain = new AesKey("tidegate/chain-key/v1", 1, secret(file, store, CHAIN, password), chance);
    }

    /**
     * Makes new keys and writes them, forced.
     *
     * @throws KeyFileException a file is there already, or the disk refuses
     */
    public static GatewayKeys create(Path file, InstantSource clock) {
        SecureRandom chance = new SecureRandom();
        StoreFile.BCFKS.write(file, chance, (store, password) -> {
            Certificates certificates = new Certificates(chance);
            KeyPair pair = certificates.keyPair();
            Instant now = clock.instant();
            Certificates.Period period = new Certificates.Period(now.minus(BACKDATED), now.plus(RECIPIENT_PERIOD));
            Certificate own = certificates.own(new X500Principal("CN=Tidegate recipient"), pair, period);
            store.setKeyEntry(RECIPIENT, pair.getPrivate(), password, new Certificate[] {own});
            for (String alias : new String[] {CARD, TRACK, CHAIN}) {
                byte[] secret = new byte[AesKey.KEY_BYTES];
                chance.nextBytes(secret);
                store.setKeyEntry(alias, new SecretKeySpec(secret, "AES"), password, null);
                Wipe.all(secret);
            }
        });
        return load(file);
    }

    /** @throws KeyFileException missing, damaged, or the password is wrong; the gateway refuses to start */
    public static GatewayKeys load(Path file) {
        char[] password = StorePassword.of(file).toCharArray();
        KeyStore store = StoreFile.BCFKS.read(file, password);
        try {
            return new GatewayKeys(file, store, password);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyFileException(file, "holds a key that cannot be read");
        }
    }

    /** The public key that tills seal to now. */
    public RecipientKey recipient() {
        return recipient;
    }

    /** The private keys that open. */
    public RecipientKeys recipientKeys() {
        return recipientKeys;
    }

    /** The seal of the card and track columns. */
    public ColumnSeal columns() {
        return new ColumnSeal(card, track);
    }

    /**
     * A chain's key for the database, bound to its till and number.
     *
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets wrapChainKey(TillId till, long keySeq, Octets key) {
        byte[] clear = key.toByteArray();
        try {
            return Octets.of(chain.seal(clear, place(till, keySeq)));
        } finally {
            Wipe.all(clear);
        }
    }

    /**
     * The chain's key again.
     *
     * @throws BodyRejectedException changed, or another till's or number's
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets unwrapChainKey(TillId till, long keySeq, Octets wrapped) {
        byte[] clear = new byte[0];
        try {
            clear = chain.open(wrapped.toByteArray(), place(till, keySeq));
            return Octets.of(clear);
        } catch (Rejection e) {
            throw new BodyRejectedException(e.code());
        } finally {
            Wipe.all(clear);
        }
    }

    /** Lets the keys go; what they are asked for afterwards is a {@link KeyUnavailableException}. */
    @Override
    public void close() {
        recipientKeys.close();
        card.close();
        track.close();
        chain.close();
    }

    private static byte[] place(TillId till, long keySeq) {
        return ByteBuffer.allocate(24)
                .put(RecordFrame.bytes(till.value()))
                .putLong(keySeq)
                .array();
    }

    private static byte[] secret(Path file, KeyStore store, String alias, char[] password)
            throws GeneralSecurityException {
        Key key = store.getKey(alias, password);
        byte[] secret = key == null ? null : key.getEncoded();
        if (secret == null || secret.length != AesKey.KEY_BYTES) {
            throw new KeyFileException(file, "holds no key " + alias);
        }
        return secret;
    }
}
