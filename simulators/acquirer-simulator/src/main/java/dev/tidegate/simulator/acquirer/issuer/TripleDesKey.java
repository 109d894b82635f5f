package dev.tidegate.simulator.acquirer.issuer;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A two-key triple DES key of a test issuer or of a test line: 16 bytes with odd parity, never printed. */
public final class TripleDesKey {
    public static final int BLOCK_BYTES = 8;
    private static final int KEY_BYTES = 16;

    private final byte[] bytes;

    private TripleDesKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static TripleDesKey of(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a two-key triple DES key has 16 bytes");
        }
        var odd = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            int upperSeven = bytes[i] & 0xFE;
            odd[i] = (byte) (upperSeven | (Integer.bitCount(upperSeven) + 1) % 2);
        }
        return new TripleDesKey(odd);
    }

    public static TripleDesKey ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** Encrypts whole blocks, each by itself. */
    public byte[] encrypt(byte[] blocks) {
        return run("DESede/ECB/NoPadding", threeKeys(), Cipher.ENCRYPT_MODE, blocks);
    }

    /** Decrypts whole blocks, each by itself. */
    public byte[] decrypt(byte[] blocks) {
        return run("DESede/ECB/NoPadding", threeKeys(), Cipher.DECRYPT_MODE, blocks);
    }

    /** ISO 9797-1 MAC algorithm 3 with padding method 2: eight bytes (EMV 4.4 Book 2, A1.2.1). */
    public byte[] mac(byte[] message) {
        byte[] padded = Arrays.copyOf(message, (message.length / BLOCK_BYTES + 1) * BLOCK_BYTES);
        padded[message.length] = (byte) 0x80;
        return macOfBlocks(padded);
    }

    /**
     * ISO 9797-1 MAC algorithm 3 with padding method 1: eight bytes (ANSI X9.19). With two equal halves of the key it
     * is the single DES code of ANSI X9.9.
     */
    public byte[] macPaddedWithZeros(byte[] message) {
        int blocks = Math.max(1, (message.length + BLOCK_BYTES - 1) / BLOCK_BYTES);
        return macOfBlocks(Arrays.copyOf(message, blocks * BLOCK_BYTES));
    }

    /** The first three bytes of the key's encryption of zeros, by which two sides see that they have the same. */
    public String checkValue() {
        byte[] zeros = encrypt(new byte[BLOCK_BYTES]);
        return HexFormat.of().withUpperCase().formatHex(zeros, 0, 3);
    }

    /** The key for another's eyes: enciphered under this one, 32 hex digits. */
    public String wrap(TripleDesKey other) {
        return HexFormat.of().withUpperCase().formatHex(encrypt(other.bytes));
    }

    /** Opens what {@link #wrap} closed. */
    public TripleDesKey unwrap(String wrapped) {
        return of(decrypt(HexFormat.of().parseHex(wrapped)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TripleDesKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TripleDesKey";
    }

    private byte[] macOfBlocks(byte[] padded) {
        byte[] left = Arrays.copyOfRange(bytes, 0, BLOCK_BYTES);
        byte[] right = Arrays.copyOfRange(bytes, BLOCK_BYTES, KEY_BYTES);
        byte[] chained = run("DES/CBC/NoPadding", left, Cipher.ENCRYPT_MODE, padded);
        byte[] last = Arrays.copyOfRange(chained, chained.length - BLOCK_BYTES, chained.length);
        byte[] opened = run("DES/ECB/NoPadding", right, Cipher.DECRYPT_MODE, last);
        return run("DES/ECB/NoPadding", left, Cipher.ENCRYPT_MODE, opened);
    }

    private byte[] threeKeys() {
        byte[] keys = Arrays.copyOf(bytes, KEY_BYTES + BLOCK_BYTES);
        System.arraycopy(bytes, 0, keys, KEY_BYTES, BLOCK_BYTES);
        return keys;
    }

    private static byte[] run(String transformation, byte[] key, int mode, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            var secret = new SecretKeySpec(key, transformation.substring(0, transformation.indexOf('/')));
            if (transformation.contains("/CBC/")) {
                cipher.init(mode, secret, new IvParameterSpec(new byte[BLOCK_BYTES]));
            } else {
                cipher.init(mode, secret);
            }
            return cipher.doFinal(input);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + transformation, missing);
        }
    }
}
