package dev.tidegate.till.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Where a reader is, in one word of the settings: {@code none}, {@code virtual:PORT} for test cards on loopback (0
 * takes any port that is free), {@code pcsc:NAME} for chips and taps, {@code serial:PATH} and
 * {@code hid:VENDOR:PRODUCT} (four hexadecimal digits each) for stripes.
 */
public sealed interface ReaderAt {
    /** There is none. */
    record None() implements ReaderAt {}

    /** A port of this machine that test cards connect to. */
    record Virtual(int port) implements ReaderAt {
        public Virtual {
            Present.check(port >= 0 && port <= 65_535, "reader: the port of virtual is 0 to 65535");
        }
    }

    /** By the name that {@code pcsc_scan} shows, or the beginning of one name alone. */
    record Pcsc(String name) implements ReaderAt {
        public Pcsc {
            Present.check(!name.isBlank(), "reader: pcsc has a name");
        }
    }

    /** A device, as {@code /dev/serial/by-id/…}. */
    record Serial(Path device) implements ReaderAt {
        public Serial {
            Present.check(device.isAbsolute(), "reader: serial has an absolute path");
        }
    }

    /** A USB device by its two numbers. */
    record Hid(int vendor, int product) implements ReaderAt {}

    /** @throws IllegalArgumentException none of these; the message does not repeat it */
    @JsonCreator
    static ReaderAt of(String text) {
        int colon = text.indexOf(':');
        String kind = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case "none" -> new None();
            case "virtual" -> new Virtual(port(rest));
            case "pcsc" -> new Pcsc(rest);
            case "serial" -> new Serial(Path.of(rest));
            case "hid" -> hid(rest);
            default ->
                throw new IllegalArgumentException("reader: one of none, virtual:, pcsc:, serial: and hid: is known");
        };
    }

    private static int port(String digits) {
        Present.check(digits.matches("[0-9]{1,5}"), "reader: the port of virtual is 0 to 65535");
        return Integer.parseInt(digits);
    }

    private static Hid hid(String ids) {
        Present.check(ids.matches("[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}"), "reader: hid has two ids of four digits each");
        return new Hid(HexFormat.fromHexDigits(ids, 0, 4), HexFormat.fromHexDigits(ids, 5, 9));
    }
}
