package dev.tidegate.gateway;

import java.util.Arrays;

/** A part of a key as people write it: hexadecimal digits, in groups or not. */
final class KeyPart {
    private static final int BYTES_MAX = 64;

    private KeyPart() {}

    /**
     * The bytes, which the caller wipes; no {@code String} is made on the way.
     *
     * @throws IllegalArgumentException not hexadecimal, or too long; the message holds nothing of it
     */
    static byte[] bytes(CharSequence typed) {
        byte[] bytes = new byte[BYTES_MAX];
        int digits = 0;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c == ' ' || c == '-') {
                continue;
            }
            int digit = Character.digit(c, 16);
            if (digit < 0 || digits == 2 * BYTES_MAX) {
                Arrays.fill(bytes, (byte) 0);
                throw new IllegalArgumentException("a part has hexadecimal digits, at most " + 2 * BYTES_MAX);
            }
            bytes[digits / 2] |= (byte) (digits % 2 == 0 ? digit << 4 : digit);
            digits++;
        }
        byte[] part = Arrays.copyOf(bytes, digits / 2);
        Arrays.fill(bytes, (byte) 0);
        if (digits % 2 != 0) {
            throw new IllegalArgumentException("a part has whole bytes");
        }
        return part;
    }
}
