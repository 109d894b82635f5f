package dev.tidegate.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one open keystore, used through the JCA of the provider that owns them: the same calls whether the
 * keystore is a file or a token. Safe to use from several threads.
 */
final class KeySession {
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;

    private final KeyStore store;
    private final @Nullable Provider provider;
    private final char @Nullable [] password;
    private final SecureRandom chance = new SecureRandom();
    // Taking a key out of a file costs a password's iterations, out of a token a search.
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    /** @param provider that owns the keys, absent for keys in memory */
    KeySession(KeyStore store, @Nullable Provider provider, char @Nullable [] password) {
        this.store = store;
        this.provider = provider;
        this.password = password;
    }

    List<KeyVault.Found> list() throws GeneralSecurityException {
        synchronized (store) {
            List<KeyVault.Found> found = new ArrayList<>();
            for (String name : Collections.list(store.aliases())) {
                if (store.isKeyEntry(name)) {
                    X509Certificate certificate =
                            store.getCertificate(name) instanceof X509Certificate its ? its : null;
                    found.add(new KeyVault.Found(name, certificate));
                }
            }
            return found;
        }
    }

    PublicKey makePair(Suite suite, Certificates.Period period, Function<PublicKey, String> naming)
            throws GeneralSecurityException {
        KeyPairGenerator generator = provider == null
                ? KeyPairGenerator.getInstance(suite.keyAlgorithm())
                : KeyPairGenerator.getInstance(suite.keyAlgorithm(), provider);
        if (suite == Suite.P256) {
            generator.initialize(new ECGenParameterSpec("secp256r1"), chance);
        }
        KeyPair pair = generator.generateKeyPair();
        Certificate[] own = {
            new Certificates(chance).holder(new X500Principal("CN=Tidegate recipient"), pair.getPublic(), period)
        };
        synchronized (store) {
            store.setKeyEntry(naming.apply(pair.getPublic()), pair.getPrivate(), password, own);
        }
        return pair.getPublic();
    }

    void makeSecret(String name) throws GeneralSecurityException {
        KeyGenerator generator =
                provider == null ? KeyGenerator.getInstance("AES") : KeyGenerator.getInstance("AES", provider);
        generator.init(KEY_BITS, chance);
        SecretKey key = generator.generateKey();
        synchronized (store) {
            store.setKeyEntry(name, key, password, null);
        }
    }

    void destroy(String name) throws GeneralSecurityException {
        synchronized (store) {
            keys.remove(name);
            if (store.containsAlias(name)) {
                store.deleteEntry(name);
            }
        }
    }

    byte[] agree(String name, Suite suite, byte[] point) throws GeneralSecurityException {
        KeyAgreement agreement = agreement(suite);
        agreement.init(key(name));
        PublicKey peer = suite.publicKey(point);
        try {
            agreement.doPhase(peer, true);
            return agreement.generateSecret();
        } catch (InvalidKeyException e) {
            // In memory the point alone can be wrong. A token's trouble comes in this shape too.
            if (provider == null) {
                throw new Rejection("OPEN_FAILED");
            }
            throw e;
        }
    }

    private KeyAgreement agreement(Suite suite) throws GeneralSecurityException {
        if (provider != null) {
            return KeyAgreement.getInstance(suite.agreement(), provider);
        }
        // On P-256 Bouncy Castle takes a third of the JDK's time (tidegate bench crypto); on X25519 it does not.
        return suite == Suite.P256
                ? KeyAgreement.getInstance(suite.agreement(), StoreFile.BOUNCY_CASTLE)
                : KeyAgreement.getInstance(suite.agreement());
    }

    byte[] encrypt(String name, byte[] nonce, byte[] aad, byte[] plain) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE, name, nonce, aad).doFinal(plain);
    }

    byte[] decrypt(String name, byte[] nonce, byte[] aad, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < TAG_BITS / 8) {
            throw new Rejection("BAD_COLUMN");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, name, nonce, aad).doFinal(sealed);
        } catch (AEADBadTagException e) {
            prove(name);
            throw new Rejection("BAD_COLUMN");
        }
    }

    /**
     * A token says *general error* for a wrong tag and for its own trouble, and the provider makes a wrong tag of both.
     * So a wrong tag is believed only of a key that works.
     */
    private void prove(String name) throws GeneralSecurityException {
        if (provider != null) {
            byte[] nonce = new byte[12];
            chance.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce, nonce).doFinal(nonce);
            cipher(Cipher.DECRYPT_MODE, name, nonce, nonce).doFinal(sealed);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = provider == null
                ? Cipher.getInstance("AES/GCM/NoPadding", "SunJCE")
                : Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, key(name), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(aad);
        return cipher;
    }

    private Key key(String name) throws GeneralSecurityException {
        Key known = keys.get(name);
        if (known != null) {
            return known;
        }
        synchronized (store) {
            Key key = store.getKey(name, password);
            if (key == null) {
                throw new KeyUnavailableException("the vault does not hold " + name);
            }
            Key usable = provider == null && key instanceof PrivateKey ? ofTheJdk(key) : key;
            keys.put(name, usable);
            return usable;
        }
    }

    // A file's reader gives keys of its own kind, which the JDK's agreement would have to guess at.
    private static Key ofTheJdk(Key key) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm().startsWith("EC") ? "EC" : "XDH";
        byte[] encoded = key.getEncoded();
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } finally {
            Wipe.all(encoded);
        }
    }

    /** Forgets what was taken out. */
    void close() {
        keys.clear();
    }

    KeyStore store() {
        return store;
    }
}
