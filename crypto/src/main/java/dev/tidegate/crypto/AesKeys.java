package dev.tidegate.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The AES-256 keys of one role with their numbers, for values in the gateway's database (AES-GCM, SP 800-38D). The
 * newest seals; each value names the key that opens it.
 *
 * <pre>
 * +---------+-------------+-----------------+------------------+
 * | 1 (= 1) | key number 4| nonce 12, random| ciphertext + 16  |
 * +---------+-------------+-----------------+------------------+
 * associated data: label || the first 5 bytes || what the value belongs to
 * </pre>
 *
 * <p>Random nonces of 96 bits stay apart for 2^32 values under one key; keys change long before. They are drawn here,
 * also for a token: it refuses a nonce that comes twice on one cipher object, not on two.
 */
final class AesKeys {
    /** What a sign of life seals. */
    static final int PROBE_BYTES = 16;

    private static final int VERSION = 1;
    private static final int PREFIX_BYTES = 5;
    private static final int NONCE_BYTES = 12;

    private final byte[] label;
    private final KeyRole role;
    private final KeyRegister register;
    private final KeyVault vault;
    private final SecureRandom chance;

    AesKeys(String label, KeyRole role, KeyRegister register, KeyVault vault, SecureRandom chance) {
        this.label = Sha256.label(label);
        this.role = role;
        this.register = register;
        this.vault = vault;
        this.chance = chance;
    }

    byte[] seal(byte[] plain, byte[] belongsTo) {
        int number = register.newest(role);
        if (number == 0) {
            throw new KeyUnavailableException("the gateway has no key " + role.word());
        }
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        byte[] prefix = mark(number);
        byte[] sealed = vault.encrypt(name(number), nonce, aad(prefix, belongsTo), plain);
        return ByteBuffer.allocate(PREFIX_BYTES + NONCE_BYTES + sealed.length)
                .put(prefix)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * The plaintext, the caller's own array to wipe; a {@link Rejection} where it is not a value of these keys, or its
     * key was destroyed.
     */
    byte[] open(byte[] value, byte[] belongsTo) {
        if (value.length < PREFIX_BYTES + NONCE_BYTES || value[0] != VERSION) {
            throw new Rejection("BAD_COLUMN");
        }
        String name = name(ByteBuffer.wrap(value, 1, 4).getInt());
        RegisteredKey key = register.find(name);
        boolean there = key == null ? isInVault(name) : key.exists();
        if (!there) {
            throw new Rejection("UNKNOWN_KID");
        }
        byte[] prefix = Arrays.copyOf(value, PREFIX_BYTES);
        byte[] nonce = Arrays.copyOfRange(value, PREFIX_BYTES, PREFIX_BYTES + NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(value, PREFIX_BYTES + NONCE_BYTES, value.length);
        return vault.decrypt(name, nonce, aad(prefix, belongsTo), sealed);
    }

    // Another node may have made it on the token, and this one has not looked yet.
    private boolean isInVault(String name) {
        return vault.list().stream().anyMatch(found -> found.name().equals(name));
    }

    /** What every value sealed under a key begins with. */
    static byte[] mark(int number) {
        return ByteBuffer.allocate(PREFIX_BYTES)
                .put((byte) VERSION)
                .putInt(number)
                .array();
    }

    private String name(int number) {
        return RegisteredKey.name(role, Integer.toString(number));
    }

    private byte[] aad(byte[] prefix, byte[] belongsTo) {
        return ByteBuffer.allocate(label.length + PREFIX_BYTES + belongsTo.length)
                .put(label)
                .put(prefix)
                .put(belongsTo)
                .array();
    }
}
