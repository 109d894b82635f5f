package dev.tidegate.simulator.hsm;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One key of a block cipher: chains from zeros, which over one block is the cipher itself. */
final class Cipherer {
    /** Which cipher, by its letter in a key block. */
    enum Kind {
        AES("AES", 16),
        TDES("DESede", 8),
        DES("DES", 8);

        private final String jdk;
        private final int block;

        Kind(String jdk, int block) {
            this.jdk = jdk;
            this.block = block;
        }
    }

    private final Kind kind;
    private final byte[] key;

    Cipherer(Kind kind, byte[] key) {
        this.kind = kind;
        // The JDK's triple DES wants the third key spelled out.
        boolean twoKeys = kind == Kind.TDES && key.length == 16;
        this.key = twoKeys ? Bytes.join(key, Arrays.copyOf(key, 8)) : key.clone();
    }

    /** As it was given: a triple DES key of two parts has 16 bytes. */
    byte[] key() {
        return kind == Kind.TDES && Arrays.equals(key, 0, 8, key, 16, 24) ? Arrays.copyOf(key, 16) : key.clone();
    }

    int block() {
        return kind.block;
    }

    boolean isAes() {
        return kind == Kind.AES;
    }

    byte[] encrypt(byte[] data) {
        return run(Cipher.ENCRYPT_MODE, new byte[kind.block], data);
    }

    byte[] encrypt(byte[] iv, byte[] data) {
        return run(Cipher.ENCRYPT_MODE, iv, data);
    }

    byte[] decrypt(byte[] data) {
        return decrypt(new byte[kind.block], data);
    }

    byte[] decrypt(byte[] iv, byte[] data) {
        return run(Cipher.DECRYPT_MODE, iv, data);
    }

    /** CMAC (SP 800-38B), whole. */
    byte[] cmac(byte[] message) {
        byte[] subkey = doubled(encrypt(new byte[kind.block]));
        boolean whole = message.length > 0 && message.length % kind.block == 0;
        byte[] padded = message.clone();
        if (!whole) {
            subkey = doubled(subkey);
            padded = Arrays.copyOf(message, (message.length / kind.block + 1) * kind.block);
            padded[message.length] = (byte) 0x80;
        }
        for (int i = 0; i < kind.block; i++) {
            padded[padded.length - kind.block + i] ^= subkey[i];
        }
        byte[] chain = encrypt(padded);
        return Arrays.copyOfRange(chain, chain.length - kind.block, chain.length);
    }

    /** The bytes by which people tell keys: of CMAC for AES, of a block of zeros for triple DES. */
    byte[] checkValue() {
        byte[] zeros = new byte[kind.block];
        return isAes() ? Arrays.copyOf(cmac(zeros), 5) : Arrays.copyOf(encrypt(zeros), 3);
    }

    private byte[] doubled(byte[] value) {
        byte[] out = new byte[value.length];
        int carry = 0;
        for (int i = value.length - 1; i >= 0; i--) {
            int shifted = (value[i] & 0xFF) << 1 | carry;
            out[i] = (byte) shifted;
            carry = shifted >> 8;
        }
        int polynomial = kind.block == 16 ? 0x87 : 0x1B;
        out[out.length - 1] ^= (byte) (carry * polynomial);
        return out;
    }

    private byte[] run(int mode, byte[] iv, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance(kind.jdk + "/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, kind.jdk), new IvParameterSpec(iv));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new RefusedException(RefusedException.Why.UNSUPPORTED);
        }
    }
}
