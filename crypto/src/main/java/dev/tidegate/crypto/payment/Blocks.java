package dev.tidegate.crypto.payment;

import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * The two block ciphers of payment keys, block by block and chained. Never for whole messages: what is made of blocks
 * here (derivation, check values, PIN blocks) is one or two of them, as its standard says.
 */
public final class Blocks {
    private Blocks() {}

    /** One block enciphered: 8 bytes for triple DES, 16 for AES. */
    public static byte[] encrypt(PaymentKey key, byte[] block) {
        return whole(key, true, block);
    }

    /** One block deciphered. */
    public static byte[] decrypt(PaymentKey key, byte[] block) {
        return whole(key, false, block);
    }

    static int size(PaymentKey key) {
        return engine(key).getBlockSize();
    }

    static byte[] encryptChained(PaymentKey key, byte[] iv, byte[] data) {
        return chained(key, true, iv, data);
    }

    static byte[] decryptChained(PaymentKey key, byte[] iv, byte[] data) {
        return chained(key, false, iv, data);
    }

    /** Single DES of one block; part of what X9.24-1 and ISO 9797-1 make stronger keys and codes of. */
    static byte[] des(byte[] key, byte[] block) {
        return run(new DESEngine(), key, true, block);
    }

    static BlockCipher engine(PaymentKey key) {
        return switch (key.algorithm()) {
            case AES -> AESEngine.newInstance();
            case TDES -> new DESedeEngine();
            case HMAC, RSA, EC -> throw new IllegalArgumentException("not a key of a block cipher: " + key);
        };
    }

    static byte[] xor(byte[] one, byte[] other) {
        byte[] out = one.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= other[i];
        }
        return out;
    }

    private static byte[] whole(PaymentKey key, boolean encrypt, byte[] block) {
        key.use();
        byte[] bytes = key.bytes();
        try {
            return run(engine(key), bytes, encrypt, block);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] run(BlockCipher cipher, byte[] key, boolean encrypt, byte[] block) {
        if (block.length != cipher.getBlockSize()) {
            throw new IllegalArgumentException("a block has " + cipher.getBlockSize() + " bytes, not " + block.length);
        }
        byte[] out = new byte[block.length];
        cipher.init(encrypt, new KeyParameter(key));
        cipher.processBlock(block, 0, out, 0);
        return out;
    }

    private static byte[] chained(PaymentKey key, boolean encrypt, byte[] iv, byte[] data) {
        key.use();
        byte[] bytes = key.bytes();
        try {
            BlockCipher cipher = CBCBlockCipher.newInstance(engine(key));
            cipher.init(encrypt, new ParametersWithIV(new KeyParameter(bytes), iv));
            byte[] out = new byte[data.length];
            for (int at = 0; at < data.length; at += cipher.getBlockSize()) {
                cipher.processBlock(data, at, out, at);
            }
            return out;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
