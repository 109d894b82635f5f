package dev.tidegate.simulator.card;

import java.util.Arrays;
import java.util.HexFormat;

/** Byte strings put together: the few operations that the JDK has no word for. */
final class Bytes {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Bytes() {}

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static byte[] hex(String digits) {
        return HEX.parseHex(digits);
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** A number in so many bytes, most significant first. */
    static byte[] number(long value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[length - 1 - i] = (byte) (value >> (8 * i));
        }
        return bytes;
    }

    static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static byte[] xor(byte[] left, byte[] right) {
        byte[] bytes = left.clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= right[i];
        }
        return bytes;
    }
}
