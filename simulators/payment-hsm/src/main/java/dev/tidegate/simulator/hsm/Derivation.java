package dev.tidegate.simulator.hsm;

import dev.tidegate.simulator.hsm.Cipherer.Kind;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** DUKPT from the base derivation key down: X9.24-1 for triple DES, X9.24-3 for AES. */
final class Derivation {
    private static final byte[] C0 = Bytes.ofHex("C0C0C0C000000000");

    private Derivation() {}

    /**
     * A working key.
     *
     * @param use of X9.24-3; triple DES has the same names here
     * @param keyBytes how long it is, of AES alone
     */
    static Cipherer workingKey(ClearKey base, Serial serial, int use, int keyBytes) {
        RefusedException.unless(base.isAes() == serial.isAes(), RefusedException.Why.KEY);
        return serial.isAes() ? aes(base.bytes(), serial, use, keyBytes) : tdes(base.bytes(), serial, use);
    }

    private static Cipherer aes(byte[] base, Serial serial, int use, int keyBytes) {
        RefusedException.unless(
                keyBytes <= base.length && keyBytes >= 16 && keyBytes % 8 == 0, RefusedException.Why.UNSUPPORTED);
        byte[] device = Arrays.copyOf(serial.with(BigInteger.ZERO), 8);
        byte[] key = aesStep(base, 0x8001, base.length, device);
        BigInteger path = BigInteger.ZERO;
        BigInteger counter = serial.counter();
        for (int bit = 31; bit >= 0; bit--) {
            if (counter.testBit(bit)) {
                path = path.setBit(bit);
                key = aesStep(key, 0x8000, base.length, Arrays.copyOfRange(serial.with(path), 4, 12));
            }
        }
        return new Cipherer(Kind.AES, aesStep(key, use, keyBytes, Arrays.copyOfRange(serial.with(counter), 4, 12)));
    }

    private static byte[] aesStep(byte[] key, int use, int length, byte[] context) {
        Cipherer cipher = new Cipherer(Kind.AES, key);
        byte[] out = new byte[0];
        for (int n = 1; out.length < length; n++) {
            byte[] block = ByteBuffer.allocate(16)
                    .put((byte) 1)
                    .put((byte) n)
                    .putShort((short) use)
                    .putShort((short) (length / 8))
                    .putShort((short) (8 * length))
                    .put(context)
                    .array();
            out = Bytes.join(out, cipher.encrypt(block));
        }
        return Arrays.copyOf(out, length);
    }

    private static Cipherer tdes(byte[] base, Serial serial, int use) {
        RefusedException.unless(base.length == 16, RefusedException.Why.KEY);
        byte[] device = Arrays.copyOf(serial.with(BigInteger.ZERO), 8);
        byte[] key = Bytes.join(
                new Cipherer(Kind.TDES, base).encrypt(device),
                new Cipherer(Kind.TDES, Bytes.xor(base, C0)).encrypt(device));
        BigInteger path = BigInteger.ZERO;
        for (int bit = 20; bit >= 0; bit--) {
            if (serial.counter().testBit(bit)) {
                path = path.setBit(bit);
                byte[] register = Arrays.copyOfRange(serial.with(path), 2, 10);
                key = Bytes.join(tdesHalf(Bytes.xor(key, C0), register), tdesHalf(key, register));
            }
        }
        return variant(key, use);
    }

    private static byte[] tdesHalf(byte[] key, byte[] register) {
        byte[] right = Arrays.copyOfRange(key, 8, 16);
        Cipherer left = new Cipherer(Kind.DES, Arrays.copyOf(key, 8));
        return Bytes.xor(left.encrypt(Bytes.xor(register, right)), right);
    }

    private static Cipherer variant(byte[] key, int use) {
        String mask = switch (use) {
            case 0x1000 -> "00000000000000FF";
            case 0x2000 -> "000000000000FF00";
            case 0x2001 -> "00000000FF000000";
            case 0x3000, 0x3002 -> "0000000000FF0000";
            case 0x3001 -> "000000FF00000000";
            default -> throw new RefusedException(RefusedException.Why.UNSUPPORTED);
        };
        byte[] variant = Bytes.xor(key, Bytes.ofHex(mask));
        Cipherer cipher = new Cipherer(Kind.TDES, variant);
        if (use == 0x3000 || use == 0x3001) {
            byte[] left = cipher.encrypt(Arrays.copyOf(variant, 8));
            byte[] right = cipher.encrypt(Arrays.copyOfRange(variant, 8, 16));
            return new Cipherer(Kind.TDES, Bytes.join(left, right));
        }
        return cipher;
    }
}
