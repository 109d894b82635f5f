package dev.tidegate.crypto.payment;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.macs.ISO9797Alg3Mac;
import org.bouncycastle.crypto.paddings.ISO7816d4Padding;
import org.bouncycastle.crypto.params.KeyParameter;

/** How a message authentication code is made. Codes are made whole; who sends a shorter one cuts it. */
public enum MacScheme {
    /** ISO 9797-1 algorithm 3 ("retail MAC") with padding 1: zeros, at least one block. */
    RETAIL_1,
    /** The same with padding 2: one 0x80, then zeros. */
    RETAIL_2,
    /** The same with padding 3: the length in bits as a first block, then zeros as padding 1. */
    RETAIL_3,
    /** CMAC of AES or triple DES (SP 800-38B). */
    CMAC,
    /** HMAC with SHA-256 (FIPS 198-1). */
    HMAC_SHA256;

    /** Shortest code that is worth a check: a guess is right once in 4 thousand million. */
    public static final int MAC_BYTES_MIN = 4;

    private static final int DES_BITS = 64;

    /**
     * The code of a message, 8, 16 or 32 bytes.
     *
     * @throws IllegalArgumentException the key is of another algorithm; the caller's mistake
     * @throws TdesNotAllowedException triple DES is off
     */
    public byte[] make(PaymentKey key, byte[] message) {
        key.use();
        byte[] bytes = key.bytes();
        try {
            return switch (this) {
                case RETAIL_1 -> run(retail(key, false), bytes, message);
                case RETAIL_2 -> run(retail(key, true), bytes, message);
                case RETAIL_3 -> run(retail(key, false), bytes, withLength(message));
                case CMAC -> run(new CMac(Blocks.engine(key)), bytes, message);
                case HMAC_SHA256 -> hmac(key, bytes, message);
            };
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Whether the code, whole or cut to at least {@link #MAC_BYTES_MIN}, is the message's; in constant time. */
    public boolean verify(PaymentKey key, byte[] message, byte[] mac) {
        byte[] whole = make(key, message);
        return mac.length >= MAC_BYTES_MIN
                && mac.length <= whole.length
                && MessageDigest.isEqual(Arrays.copyOf(whole, mac.length), mac);
    }

    private static Mac retail(PaymentKey key, boolean marked) {
        if (key.algorithm() != KeyAlgorithm.TDES) {
            throw new IllegalArgumentException("a retail MAC is made with triple DES, not with " + key);
        }
        return marked
                ? new ISO9797Alg3Mac(new DESEngine(), DES_BITS, new ISO7816d4Padding())
                : new ISO9797Alg3Mac(new DESEngine(), DES_BITS);
    }

    private static byte[] run(Mac mac, byte[] key, byte[] message) {
        mac.init(new KeyParameter(key));
        mac.update(message, 0, message.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }

    // An empty message is its length block alone: zeros are added only up to a whole block, and there is one.
    private static byte[] withLength(byte[] message) {
        return ByteBuffer.allocate(8 + message.length)
                .putLong(8L * message.length)
                .put(message)
                .array();
    }

    private static byte[] hmac(PaymentKey key, byte[] bytes, byte[] message) {
        if (key.algorithm() != KeyAlgorithm.HMAC) {
            throw new IllegalArgumentException("an HMAC is made with an HMAC key, not with " + key);
        }
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256", "SunJCE");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no HMAC-SHA256", e);
        }
    }
}
