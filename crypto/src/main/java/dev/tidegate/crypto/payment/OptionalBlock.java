package dev.tidegate.crypto.payment;

import java.util.Locale;

/**
 * One optional block of a key block's header (X9.143:2021, 6.3.6):
 *
 * <pre>
 * short:    | id 2 | length 2, hex                        | data |
 * extended: | id 2 | 00 | 04 | length 4, hex              | data |
 * </pre>
 *
 * <p>A length counts the characters of the whole block. The second field of the extended form counts the
 * <em>characters</em> of the length that follows it, as X9.143's own samples have it; some libraries count bytes there
 * ({@code 00 02 010A}), which is refused.
 *
 * @param id two letters or digits
 * @param data printable ASCII
 */
public record OptionalBlock(String id, String data) {
    /** Makes the header's length a whole number of cipher blocks; always the last, made and read over by itself. */
    static final String PADDING = "PB";

    private static final int SHORT_HEAD = 4;
    private static final int EXTENDED_HEAD = 10;
    private static final String EXTENDED = "0004";
    private static final int SHORT_MAX = 0xFF;

    public OptionalBlock {
        if (!id.matches("[A-Z0-9]{2}") || !data.matches("[ -~]*")) {
            throw new IllegalArgumentException("an optional block has two letters or digits, and printable data");
        }
        if (data.length() > KeyBlock.CHARACTERS_MAX) {
            throw new IllegalArgumentException("an optional block is no longer than a key block");
        }
    }

    /** As it stands in the header. */
    String text() {
        int length = SHORT_HEAD + data.length();
        return length <= SHORT_MAX
                ? id + hex(length, 2) + data
                : id + EXTENDED + hex(EXTENDED_HEAD + data.length(), 4) + data;
    }

    /** One found in a header, and how many characters it took. */
    record Found(OptionalBlock block, int characters) {}

    static Found read(String text, int from) {
        int length = number(text, from + 2, 2);
        int head = SHORT_HEAD;
        if (length == 0) {
            if (!text.startsWith(EXTENDED, from + 2)) {
                throw new KeyBlockRejectedException("OPTIONAL_BLOCK");
            }
            head = EXTENDED_HEAD;
            length = number(text, from + 6, 4);
        }
        if (length < head || from + length > text.length()) {
            throw new KeyBlockRejectedException("OPTIONAL_BLOCK");
        }
        String id = text.substring(from, from + 2);
        if (!id.matches("[A-Z0-9]{2}")) {
            throw new KeyBlockRejectedException("OPTIONAL_BLOCK");
        }
        return new Found(new OptionalBlock(id, text.substring(from + head, from + length)), length);
    }

    private static int number(String text, int from, int digits) {
        if (from + digits > text.length()) {
            throw new KeyBlockRejectedException("OPTIONAL_BLOCK");
        }
        int value = 0;
        for (char c : text.substring(from, from + digits).toCharArray()) {
            int digit = "0123456789ABCDEF".indexOf(c);
            if (digit < 0) {
                throw new KeyBlockRejectedException("OPTIONAL_BLOCK");
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private static String hex(int value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "X", value);
    }
}
