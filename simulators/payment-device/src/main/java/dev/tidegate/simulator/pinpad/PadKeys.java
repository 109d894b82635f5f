package dev.tidegate.simulator.pinpad;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The PIN keys of a pad by their counters, from its initial key down: X9.24-3 for AES, X9.24-1 for triple DES. A real
 * pad forgets each key with its use, and so keeps no initial key; this one protects nothing.
 */
final class PadKeys {
    private static final byte[] MASK = {
        (byte) 0xC0, (byte) 0xC0, (byte) 0xC0, (byte) 0xC0, 0, 0, 0, 0,
        (byte) 0xC0, (byte) 0xC0, (byte) 0xC0, (byte) 0xC0, 0, 0, 0, 0
    };

    private static final int DERIVATION = 0x8000;
    private static final int PIN = 0x1000;
    private static final int TDES_COUNTER_BITS = 21;
    private static final int AES_COUNTER_BITS = 32;

    private final byte[] initialKey;
    private final byte[] serial;

    private PadKeys(byte[] initialKey, byte[] serial) {
        this.initialKey = initialKey;
        this.serial = serial;
    }

    /** @param serial 12 bytes of AES, or 10 of triple DES, with a counter of zero */
    static PadKeys of(byte[] initialKey, byte[] serial) {
        return new PadKeys(initialKey, serial);
    }

    boolean isAes() {
        return serial.length == 12;
    }

    /** Whether the standard lets a device use this counter: it has so many bits at most, and so few of them set. */
    boolean allows(long counter) {
        int most = isAes() ? 16 : 10;
        return counter > 0
                && counter < 1L << (isAes() ? AES_COUNTER_BITS : TDES_COUNTER_BITS)
                && Long.bitCount(counter) <= most;
    }

    /** The counter behind the last. */
    long end() {
        return 1L << (isAes() ? AES_COUNTER_BITS : TDES_COUNTER_BITS);
    }

    byte[] serial(long counter) {
        byte[] with = serial.clone();
        long rest = counter;
        for (int i = with.length - 1; rest != 0; i--) {
            with[i] |= (byte) rest;
            rest >>>= 8;
        }
        return with;
    }

    /** One block under the PIN key of a counter. */
    byte[] encipher(long counter, byte[] block) {
        return isAes() ? run("AES", aes(counter), block) : run("DESede", wide(tdes(counter)), block);
    }

    private byte[] aes(long counter) {
        byte[] key = initialKey;
        long path = 0;
        for (long bit = 1L << (AES_COUNTER_BITS - 1); bit > 0; bit >>= 1) {
            if ((counter & bit) != 0) {
                path |= bit;
                key = aesStep(key, DERIVATION, path);
            }
        }
        return aesStep(key, PIN, counter);
    }

    private byte[] aesStep(byte[] key, int use, long counter) {
        byte[] input = ByteBuffer.allocate(16)
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) use)
                .putShort((short) 2)
                .putShort((short) 128)
                .put(serial, 4, 4)
                .putInt((int) counter)
                .array();
        return run("AES", key, input);
    }

    private byte[] tdes(long counter) {
        byte[] key = initialKey;
        long path = 0;
        for (long bit = 1L << (TDES_COUNTER_BITS - 1); bit > 0; bit >>= 1) {
            if ((counter & bit) != 0) {
                path |= bit;
                byte[] register = Arrays.copyOfRange(serial(path), 2, 10);
                byte[] right = half(key, register);
                byte[] left = half(xor(key, MASK), register);
                key = joined(left, right);
            }
        }
        byte[] variant = key.clone();
        variant[7] ^= (byte) 0xFF;
        variant[15] ^= (byte) 0xFF;
        return variant;
    }

    private static byte[] half(byte[] key, byte[] register) {
        byte[] right = Arrays.copyOfRange(key, 8, 16);
        return xor(run("DES", Arrays.copyOf(key, 8), xor(register, right)), right);
    }

    private static byte[] wide(byte[] key) {
        return joined(key, Arrays.copyOf(key, 8));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] out = one.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= other[i];
        }
        return out;
    }

    private static byte[] run(String cipher, byte[] key, byte[] block) {
        try {
            Cipher one = Cipher.getInstance(cipher + "/ECB/NoPadding");
            one.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, cipher));
            return one.doFinal(block);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + cipher, missing);
        }
    }
}
