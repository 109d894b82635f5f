package dev.tidegate.gateway.codec;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * How what a field says lies on the wire. Inside the codec a value is bytes: ASCII for digits and characters, the bytes
 * themselves for binary fields.
 */
enum Content {
    /** Two digits a byte; an odd one has a zero before it. */
    PACKED_LEFT(Kind.DIGITS),
    /** Two digits a byte; an odd one has a zero after it. */
    PACKED_RIGHT(Kind.DIGITS),
    /** Two digits a byte; an odd one has an F after it. */
    PACKED_RIGHT_F(Kind.DIGITS),
    ASCII_DIGITS(Kind.DIGITS),
    EBCDIC_DIGITS(Kind.DIGITS),
    ASCII(Kind.CHARACTERS),
    EBCDIC(Kind.CHARACTERS),
    /** A sign (C or D), then digits. */
    ASCII_AMOUNT(Kind.AMOUNT),
    BINARY(Kind.BYTES),
    /** Two characters a byte. */
    HEX(Kind.BYTES);

    /** What may be inside. */
    enum Kind {
        DIGITS,
        CHARACTERS,
        AMOUNT,
        BYTES
    }

    private static final String HEX_DIGITS = "0123456789ABCDEF";
    /** What jPOS writes: Latin-1 Open Systems. */
    private static final Charset EBCDIC_SET = Charset.forName("IBM1047");

    private static final byte[] TO_EBCDIC = table(true);
    private static final byte[] FROM_EBCDIC = table(false);
    /** The separator of track 2 among packed digits; among characters it is an equals sign. */
    private static final int SEPARATOR = 0xD;

    private final Kind kind;

    Content(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** How many bytes so many units take. */
    int bytes(int units) {
        return switch (this) {
            case PACKED_LEFT, PACKED_RIGHT, PACKED_RIGHT_F -> (units + 1) / 2;
            case HEX -> units * 2;
            default -> units;
        };
    }

    /** Whether a value may be written; {@code track} allows a separator among digits. */
    boolean fits(byte[] value, boolean track) {
        for (int i = 0; i < value.length; i++) {
            int c = value[i];
            boolean good = switch (kind) {
                case DIGITS -> c >= '0' && c <= '9' || track && c == '=';
                case CHARACTERS -> c >= ' ' && c <= '~';
                case AMOUNT -> i == 0 ? c == 'C' || c == 'D' : c >= '0' && c <= '9';
                case BYTES -> true;
            };
            if (!good) {
                return false;
            }
        }
        return true;
    }

    /** Writes a value that fits. */
    void write(byte[] value, byte[] out, int at) {
        switch (this) {
            case PACKED_LEFT -> pack(value, out, at, value.length & 1, 0);
            case PACKED_RIGHT -> pack(value, out, at, 0, 0);
            case PACKED_RIGHT_F -> pack(value, out, at, 0, 0xF);
            case EBCDIC_DIGITS, EBCDIC -> {
                for (int i = 0; i < value.length; i++) {
                    out[at + i] = TO_EBCDIC[value[i]];
                }
            }
            case HEX -> {
                for (int i = 0; i < value.length; i++) {
                    out[at + 2 * i] = (byte) HEX_DIGITS.charAt(value[i] >> 4 & 15);
                    out[at + 2 * i + 1] = (byte) HEX_DIGITS.charAt(value[i] & 15);
                }
            }
            default -> System.arraycopy(value, 0, out, at, value.length);
        }
    }

    /**
     * Where so many units are not as they must be: the first byte, or -1. What passes is written back to the same
     * bytes.
     */
    int wrong(byte[] in, int at, int units, boolean track) {
        return switch (this) {
            case PACKED_LEFT -> wrongNibble(in, at, units, units & 1, 0, track);
            case PACKED_RIGHT -> wrongNibble(in, at, units, 0, 0, track);
            case PACKED_RIGHT_F -> wrongNibble(in, at, units, 0, 0xF, track);
            case BINARY -> -1;
            case HEX -> wrongByte(in, at, units * 2, false);
            default -> wrongByte(in, at, units, track);
        };
    }

    /** The value of so many units that are as they must be. */
    byte[] read(byte[] in, int at, int units) {
        byte[] value = new byte[units];
        switch (this) {
            case PACKED_LEFT -> unpack(in, at, value, units & 1);
            case PACKED_RIGHT, PACKED_RIGHT_F -> unpack(in, at, value, 0);
            case EBCDIC_DIGITS, EBCDIC -> {
                for (int i = 0; i < units; i++) {
                    value[i] = FROM_EBCDIC[in[at + i] & 0xFF];
                }
            }
            case HEX -> {
                for (int i = 0; i < units; i++) {
                    int high = HEX_DIGITS.indexOf(in[at + 2 * i]);
                    value[i] = (byte) (high << 4 | HEX_DIGITS.indexOf(in[at + 2 * i + 1]));
                }
            }
            default -> System.arraycopy(in, at, value, 0, units);
        }
        return value;
    }

    private int wrongByte(byte[] in, int at, int bytes, boolean track) {
        for (int i = 0; i < bytes; i++) {
            int raw = in[at + i] & 0xFF;
            int c = this == EBCDIC || this == EBCDIC_DIGITS ? FROM_EBCDIC[raw] : raw;
            boolean good = switch (kind) {
                case DIGITS -> c >= '0' && c <= '9' || track && c == '=';
                case CHARACTERS -> c >= ' ' && c <= '~';
                case AMOUNT -> i == 0 ? c == 'C' || c == 'D' : c >= '0' && c <= '9';
                case BYTES -> HEX_DIGITS.indexOf(c) >= 0;
            };
            if (!good) {
                return at + i;
            }
        }
        return -1;
    }

    private static int wrongNibble(byte[] in, int at, int units, int skipped, int pad, boolean track) {
        int nibbles = units + (units & 1);
        for (int i = 0; i < nibbles; i++) {
            int nibble = in[at + i / 2] >> (i % 2 == 0 ? 4 : 0) & 15;
            boolean padding = i < skipped || i >= units + skipped;
            if (padding ? nibble != pad : nibble > 9 && !(track && nibble == SEPARATOR)) {
                return at + i / 2;
            }
        }
        return -1;
    }

    private static void pack(byte[] digits, byte[] out, int at, int skipped, int pad) {
        int nibbles = digits.length + (digits.length & 1);
        for (int i = 0; i < nibbles; i += 2) {
            out[at + i / 2] = (byte) (nibble(digits, i - skipped, pad) << 4 | nibble(digits, i + 1 - skipped, pad));
        }
    }

    private static int nibble(byte[] digits, int i, int pad) {
        if (i < 0 || i >= digits.length) {
            return pad;
        }
        return digits[i] == '=' ? SEPARATOR : digits[i] - '0';
    }

    private static void unpack(byte[] in, int at, byte[] value, int skipped) {
        for (int i = 0; i < value.length; i++) {
            int n = i + skipped;
            int nibble = in[at + n / 2] >> (n % 2 == 0 ? 4 : 0) & 15;
            value[i] = (byte) (nibble == SEPARATOR ? '=' : '0' + nibble);
        }
    }

    private static byte[] table(boolean to) {
        byte[] table = new byte[256];
        Arrays.fill(table, (byte) 0);
        for (char c = ' '; c <= '~'; c++) {
            byte[] coded = String.valueOf(c).getBytes(EBCDIC_SET);
            if (to) {
                table[c] = coded[0];
            } else {
                table[coded[0] & 0xFF] = (byte) c;
            }
        }
        return table;
    }
}
