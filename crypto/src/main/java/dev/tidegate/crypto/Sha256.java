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

    private Sha256() {}

    static byte[] of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static byte[] mac(byte[] key, byte[]... parts) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? of(key) : key, BLOCK);
        MessageDigest digest = digest();
        xor(block, 0x36);
        digest.update(block);
        for (byte[] part : parts) {
            digest.update(part);
        }
        byte[] inner = digest.digest();
        xor(block, 0x36 ^ 0x5C);
        digest.update(block);
        byte[] mac = digest.digest(inner);
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

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
