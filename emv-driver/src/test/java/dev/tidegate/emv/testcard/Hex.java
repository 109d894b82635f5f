package dev.tidegate.emv.testcard;

import dev.tidegate.emv.data.Slice;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Bytes written as hexadecimal digits, and back. */
public final class Hex {
    private static final HexFormat DIGITS = HexFormat.of().withUpperCase();

    private Hex() {}

    /** Digits in either case; spaces are for the reader. */
    public static byte[] bytes(String hex) {
        return DIGITS.parseHex(hex.replace(" ", ""));
    }

    public static Slice slice(String hex) {
        return Slice.of(bytes(hex));
    }

    public static String of(byte[] bytes) {
        return DIGITS.formatHex(bytes);
    }

    public static String of(Slice slice) {
        return of(slice.copy());
    }

    /** A tag with its length and value; nothing where the value is empty text. */
    public static String tlv(String tag, String... values) {
        String value = String.join("", values);
        int length = value.length() / 2;
        String lengthHex = length < 0x80
                ? DIGITS.toHexDigits((byte) length)
                : length < 0x100 ? "81" + DIGITS.toHexDigits((byte) length) : "82" + DIGITS.toHexDigits((short) length);
        return tag + lengthHex + value;
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
