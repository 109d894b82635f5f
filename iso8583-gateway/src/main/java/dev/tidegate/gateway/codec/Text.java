package dev.tidegate.gateway.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Values of fields as ASCII bytes, without a formatter: a message has a dozen of them. */
final class Text {
    private Text() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The lowest digits of a number, zeros before it. */
    static byte[] digits(long number, int digits) {
        byte[] text = new byte[digits];
        digits(number, text, 0, digits);
        return text;
    }

    /** UTC, MMDDhhmmss. */
    static byte[] sent(Instant at) {
        byte[] text = new byte[10];
        LocalDateTime local = local(at, ZoneOffset.UTC);
        date(local, text, 0);
        time(local, text, 4);
        return text;
    }

    /** hhmmss. */
    static byte[] time(Instant at, ZoneId zone) {
        byte[] text = new byte[6];
        time(local(at, zone), text, 0);
        return text;
    }

    /** MMDD. */
    static byte[] date(Instant at, ZoneId zone) {
        byte[] text = new byte[4];
        date(local(at, zone), text, 0);
        return text;
    }

    /** YYMMDDhhmmss. */
    static byte[] soldAt(Instant at, ZoneId zone) {
        byte[] text = new byte[12];
        LocalDateTime local = local(at, zone);
        digits(local.getYear() % 100, text, 0, 2);
        date(local, text, 2);
        time(local, text, 6);
        return text;
    }

    static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static LocalDateTime local(Instant at, ZoneId zone) {
        return LocalDateTime.ofEpochSecond(
                at.getEpochSecond(), 0, zone.getRules().getOffset(at));
    }

    private static void date(LocalDateTime local, byte[] text, int at) {
        digits(local.getMonthValue(), text, at, 2);
        digits(local.getDayOfMonth(), text, at + 2, 2);
    }

    private static void time(LocalDateTime local, byte[] text, int at) {
        digits(local.getHour(), text, at, 2);
        digits(local.getMinute(), text, at + 2, 2);
        digits(local.getSecond(), text, at + 4, 2);
    }

    private static void digits(long number, byte[] text, int at, int digits) {
        long left = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
