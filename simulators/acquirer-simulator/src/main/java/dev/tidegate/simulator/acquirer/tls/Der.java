package dev.tidegate.simulator.acquirer.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** The few shapes of DER (X.690) that a certificate is made of. */
final class Der {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(0x30, joined(parts));
    }

    static byte[] set(byte[] part) {
        return value(0x31, part);
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] isTrue() {
        return value(0x01, new byte[] {(byte) 0xFF});
    }

    static byte[] text(String text) {
        return value(0x0C, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant instant) {
        return value(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] octets(byte[] bytes) {
        return value(0x04, bytes);
    }

    /** Whole bytes as a string of bits. */
    static byte[] bits(byte[] bytes) {
        return value(0x03, joined(new byte[1], bytes));
    }

    /** A tag of the surroundings, constructed. */
    static byte[] explicit(int number, byte[] part) {
        return value(0xA0 | number, part);
    }

    /** A tag of the surroundings in the place of the value's own. */
    static byte[] implicit(int number, byte[] bytes) {
        return value(0x80 | number, bytes);
    }

    /** An object identifier; its numbers behind the second need at most three bytes of seven bits. */
    static byte[] identifier(int... numbers) {
        var out = new ByteArrayOutputStream();
        out.write(40 * numbers[0] + numbers[1]);
        for (int number : Arrays.copyOfRange(numbers, 2, numbers.length)) {
            for (int shift = 14; shift > 0; shift -= 7) {
                if (number >= 1 << shift) {
                    out.write(0x80 | number >> shift & 0x7F);
                }
            }
            out.write(number & 0x7F);
        }
        return value(0x06, out.toByteArray());
    }

    private static byte[] value(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
