package dev.tidegate.crypto;

import java.util.Arrays;

/** Hides a body's length: 0x80, then zeros, up to 256, 512, 1024 … bytes (ISO/IEC 7816-4 padding, doubled sizes). */
final class Padding {
    static final int BYTES_MIN = 256;
    static final int BYTES_MAX = 8_192;

    private Padding() {}

    /** @throws IllegalArgumentException longer than any body may be */
    static byte[] pad(byte[] content) {
        if (content.length >= BYTES_MAX) {
            throw new IllegalArgumentException("a body has at most 8191 bytes, not " + content.length);
        }
        int size = BYTES_MIN;
        while (size <= content.length) {
            size *= 2;
        }
        byte[] padded = Arrays.copyOf(content, size);
        padded[content.length] = (byte) 0x80;
        return padded;
    }

    /**
     * The content, the caller's own copy; a {@link Rejection} BAD_PADDING where this is not what {@link #pad} makes.
     */
    static byte[] unpad(byte[] padded) {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        boolean size = isSize(padded.length);
        boolean shortest = padded.length == BYTES_MIN || end >= padded.length / 2;
        if (!size || end < 0 || padded[end] != (byte) 0x80 || !shortest) {
            throw new Rejection("BAD_PADDING");
        }
        return Arrays.copyOf(padded, end);
    }

    /** Whether a padded body may have this length. */
    static boolean isSize(int length) {
        return length >= BYTES_MIN && length <= BYTES_MAX && Integer.bitCount(length) == 1;
    }
}
