package dev.tidegate.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keys in a map, quick to make; gone when {@link #away} says so. */
final class MemoryVault implements KeyVault {
    final Map<String, KeyPair> pairs = new ConcurrentHashMap<>();
    final Map<String, byte[]> secrets = new ConcurrentHashMap<>();
    volatile boolean away;

    static KeyPair pair(Suite suite) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(suite.keyAlgorithm());
            if (suite == Suite.P256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Found> list() {
        check();
        TreeSet<String> names = new TreeSet<>(pairs.keySet());
        names.addAll(secrets.keySet());
        return names.stream().map(name -> new Found(name, null)).toList();
    }

    @Override
    public PublicKey makePair(Suite suite, Certificates.Period period, Function<PublicKey, String> naming) {
        check();
        KeyPair pair = pair(suite);
        pairs.put(naming.apply(pair.getPublic()), pair);
        return pair.getPublic();
    }

    @Override
    public void makeSecret(String name) {
        check();
        secrets.put(name, Sha256.of(Samples.ascii(name)));
    }

    @Override
    public void destroy(String name) {
        check();
        pairs.remove(name);
        secrets.remove(name);
    }

    @Override
    public void save() {
        check();
    }

    @Override
    public byte[] agree(String name, Suite suite, byte[] point) {
        check();
        KeyPair pair = pairs.get(name);
        if (pair == null) {
            throw new KeyUnavailableException("not there");
        }
        try {
            KeyAgreement agreement = KeyAgreement.getInstance(suite.agreement());
            agreement.init(pair.getPrivate());
            agreement.doPhase(suite.publicKey(point), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new Rejection("OPEN_FAILED");
        }
    }

    @Override
    public byte[] encrypt(String name, byte[] nonce, byte[] aad, byte[] plain) {
        return gcm(Cipher.ENCRYPT_MODE, name, nonce, aad, plain);
    }

    @Override
    public byte[] decrypt(String name, byte[] nonce, byte[] aad, byte[] sealed) {
        return gcm(Cipher.DECRYPT_MODE, name, nonce, aad, sealed);
    }

    private byte[] gcm(int mode, String name, byte[] nonce, byte[] aad, byte[] in) {
        check();
        byte[] key = secrets.get(name);
        if (key == null) {
            throw new KeyUnavailableException("not there");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(aad);
            return cipher.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new Rejection("BAD_COLUMN");
        }
    }

    @Override
    public String kind() {
        return "memory";
    }

    @Override
    public void close() {
        away = true;
    }

    private void check() {
        if (away) {
            throw new KeyUnavailableException("away");
        }
    }
}
