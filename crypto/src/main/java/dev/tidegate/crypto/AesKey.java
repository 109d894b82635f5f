package dev.tidegate.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One AES-256 key of the gateway with its number, for values in its database (AES-GCM, SP 800-38D; by the JDK's own
 * provider, which is many times faster here than Bouncy Castle's).
 *
 * <pre>
 * +---------+-------------+-----------------+------------------+
 * | 1 (= 1) | key number 4| nonce 12, random| ciphertext + 16  |
 * +---------+-------------+-----------------+------------------+
 * associated data: label || the first 5 bytes || what the value belongs to
 * </pre>
 *
 * <p>Random nonces of 96 bits stay apart for 2^32 values under one key; keys change long before.
 */
final class AesKey {
    static final int KEY_BYTES = 32;
    private static final int VERSION = 1;
    private static final int PREFIX_BYTES = 5;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String label;
    private final int number;
    private final SecureRandom chance;
    private volatile @Nullable SecretKeySpec key;

    AesKey(String label, int number, byte[] key, SecureRandom chance) {
        this.label = label;
        this.number = number;
        this.chance = chance;
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] seal(byte[] plain, byte[] belongsTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        byte[] prefix = prefix();
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, prefix, belongsTo).doFinal(plain);
            return ByteBuffer.allocate(PREFIX_BYTES + NONCE_BYTES + sealed.length)
                    .put(prefix)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot seal", e);
        }
    }

    /** The plaintext, the caller's own array to wipe; a {@link Rejection} where it is not a value of this key. */
    byte[] open(byte[] value, byte[] belongsTo) {
        byte[] prefix = prefix();
        boolean ours = value.length >= PREFIX_BYTES + NONCE_BYTES && value[0] == VERSION;
        if (!ours) {
            throw new Rejection("BAD_COLUMN");
        }
        if (!Arrays.equals(value, 0, PREFIX_BYTES, prefix, 0, PREFIX_BYTES)) {
            throw new Rejection("UNKNOWN_KID");
        }
        byte[] nonce = Arrays.copyOfRange(value, PREFIX_BYTES, PREFIX_BYTES + NONCE_BYTES);
        int from = PREFIX_BYTES + NONCE_BYTES;
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, prefix, belongsTo).doFinal(value, from, value.length - from);
        } catch (GeneralSecurityException e) {
            throw new Rejection("BAD_COLUMN");
        }
    }

    void close() {
        key = null;
    }

    private byte[] prefix() {
        return ByteBuffer.allocate(PREFIX_BYTES)
                .put((byte) VERSION)
                .putInt(number)
                .array();
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] prefix, byte[] belongsTo) throws GeneralSecurityException {
        SecretKeySpec now = key;
        if (now == null) {
            throw new KeyUnavailableException("the gateway's keys are closed");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(mode, now, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(Sha256.label(label));
        cipher.updateAAD(prefix);
        cipher.updateAAD(belongsTo);
        return cipher;
    }
}
