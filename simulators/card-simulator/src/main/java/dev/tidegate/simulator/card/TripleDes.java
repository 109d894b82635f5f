package dev.tidegate.simulator.card;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Triple DES with a double-length key of 16 bytes: the one block cipher of this card. Not printable. */
final class TripleDes {
    static final int KEY_BYTES = 16;
    static final int BLOCK_BYTES = 8;

    private final byte[] key;

    /** @throws IllegalArgumentException not 16 bytes: the caller's mistake */
    TripleDes(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a double-length key has 16 bytes");
        }
        this.key = key.clone();
    }

    /** The key whose bytes have odd parity, as derived keys are written. */
    static TripleDes withOddParity(byte[] key) {
        byte[] adjusted = key.clone();
        for (int i = 0; i < adjusted.length; i++) {
            if (Integer.bitCount(adjusted[i] & 0xFF) % 2 == 0) {
                adjusted[i] ^= 1;
            }
        }
        return new TripleDes(adjusted);
    }

    byte[] key() {
        return key.clone();
    }

    /**
     * MAC of ISO/IEC 9797-1 algorithm 3 over the message and padding method 2: single DES chained with the left half,
     * and the whole key on the last block (EMV 4.4 Book 2, A1.2.1).
     */
    byte[] mac(byte[] message) {
        byte[] text = Arrays.copyOf(message, (message.length / BLOCK_BYTES + 1) * BLOCK_BYTES);
        text[message.length] = (byte) 0x80;
        return macOfBlocks(text);
    }

    /** As {@link #mac}, over text that is one or more whole blocks already. */
    byte[] macOfBlocks(byte[] text) {
        byte[] left = Arrays.copyOf(key, BLOCK_BYTES);
        byte[] right = Arrays.copyOfRange(key, BLOCK_BYTES, KEY_BYTES);
        byte[] chain = single(Cipher.ENCRYPT_MODE, left, text);
        byte[] last = Arrays.copyOfRange(chain, chain.length - BLOCK_BYTES, chain.length);
        return single(Cipher.ENCRYPT_MODE, left, single(Cipher.DECRYPT_MODE, right, last));
    }

    /** One block of eight bytes under the whole key: CBC of one block behind zeros is the bare cipher. */
    byte[] encrypt(byte[] block) {
        byte[] leftAgain = Arrays.copyOf(key, BLOCK_BYTES);
        SecretKeySpec schedule = new SecretKeySpec(Bytes.join(key, leftAgain), "DESede");
        try {
            Cipher cipher = Cipher.getInstance("DESede/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, schedule, new IvParameterSpec(new byte[BLOCK_BYTES]));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks triple DES", e);
        }
    }

    /** Whole blocks, each by itself (ECB), as a new PIN comes in a script. */
    byte[] decryptBlocks(byte[] blocks) {
        byte[] leftAgain = Arrays.copyOf(key, BLOCK_BYTES);
        SecretKeySpec schedule = new SecretKeySpec(Bytes.join(key, leftAgain), "DESede");
        try {
            byte[] clear = new byte[0];
            for (int at = 0; at < blocks.length; at += BLOCK_BYTES) {
                Cipher cipher = Cipher.getInstance("DESede/CBC/NoPadding");
                cipher.init(Cipher.DECRYPT_MODE, schedule, new IvParameterSpec(new byte[BLOCK_BYTES]));
                clear = Bytes.join(clear, cipher.doFinal(blocks, at, BLOCK_BYTES));
            }
            return clear;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks triple DES", e);
        }
    }

    private static byte[] single(int mode, byte[] half, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("DES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(half, "DES"), new IvParameterSpec(new byte[BLOCK_BYTES]));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks DES", e);
        }
    }
}
