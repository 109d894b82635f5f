package dev.tidegate.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256 (FIPS 180-4), HMAC over it (RFC 2104) and HKDF-Expand (RFC 5869), each over several parts as if joined.
 *
 * <p>HMAC is done here on the digest and not by {@code javax.crypto.Mac}: a {@code SecretKeySpec} keeps a copy of the
 * key that nobody can wipe, and the chain lives from wiping its keys.
 */
final class Sha256 {
    static final int BYTES = 32;
    private static final int BLOCK = 64;
    /** One a thread: to make one costs as much as a short hash. */
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::digest);

    private Sha256() {}

    static byte[] of(byte[]... parts) {
        MessageDigest digest = fresh();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** Of a part of an array. */
    static byte[] of(byte[] bytes, int from, int to) {
        MessageDigest digest = fresh();
        digest.update(bytes, from, to - from);
        return digest.digest();
    }

    /** Of a label, the beginning of an array, and two hashes. */
    static byte[] of(byte[] label, byte[] bytes, int to, byte[] first, byte[] second) {
        MessageDigest digest = fresh();
        digest.update(label);
        digest.update(bytes, 0, to);
        digest.update(first);
        return digest.digest(second);
    }

    static byte[] mac(byte[] key, byte[]... parts) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? of(key) : key, BLOCK);
        MessageDigest digest = fresh();
        xor(block, 0x36);
        digest.update(block);
        for (byte[] part : parts) {
            digest.update(part);
        }
        byte[] inner = digest.digest();
        xor(block, 0x36 ^ 0x5C);
        digest.update(block);
        byte[] mac = digest.digest(inner);
        // What is left of the key in the digest is overwritten, since the digest stays.
        digest.reset();
        Wipe.all(block, inner);
        return mac;
    }

    /** HKDF-Expand to {@code length} bytes, at most 255 × 32. */
    static byte[] expand(byte[] key, byte[] info, int length) {
        if (length > 255 * BYTES) {
            throw new IllegalArgumentException("HKDF has at most 255 blocks");
        }
        byte[] out = new byte[length];
        byte[] last = new byte[0];
        for (int at = 0, n = 1; at < length; at += BYTES, n++) {
            byte[] next = mac(key, last, info, new byte[] {(byte) n});
            Wipe.all(last);
            System.arraycopy(next, 0, out, at, Math.min(BYTES, length - at));
            last = next;
        }
        Wipe.all(last);
        return out;
    }

    /** Labels are ASCII and never end in a NUL: no label with its parts can be read as another. */
    static byte[] label(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static void xor(byte[] block, int with) {
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (block[i] ^ with);
        }
    }

    // Whatever an earlier call has left, were it to have thrown.
    private static MessageDigest fresh() {
        MessageDigest digest = DIGEST.get();
        digest.reset();
        return digest;
    }

    /** One for the caller alone, for what comes in pieces. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
