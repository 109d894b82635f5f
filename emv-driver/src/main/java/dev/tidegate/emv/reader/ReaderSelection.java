package dev.tidegate.emv.reader;

import java.util.regex.Pattern;

/**
 * Which reader a till has, as its settings say.
 *
 * @param kind how it is connected
 * @param name which one: of {@link Kind#VPCD} the port, of {@link Kind#PCSC} the reader's name or its beginning, of
 *     {@link Kind#SERIAL} the device's path, of {@link Kind#HID} vendor and product id as {@code 0801:0002}
 */
public record ReaderSelection(Kind kind, String name) {
    /** How a reader is connected, and how its name looks. */
    public enum Kind {
        /** Test cards over TCP. */
        VPCD("\\d{1,5}"),
        /** Chip cards, by contacts or in a field. */
        PCSC("\\S.{0,126}"),
        /** Stripes, on a serial line. */
        SERIAL("/dev/\\S{1,250}"),
        /** Stripes, on USB. */
        HID("[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}");

        private final Pattern name;

        Kind(String name) {
            this.name = Pattern.compile(name);
        }
    }

    private static final int PORT_MAX = 0xFFFF;

    public ReaderSelection {
        if (!kind.name.matcher(name).matches() || kind == Kind.VPCD && Integer.parseInt(name) > PORT_MAX) {
            throw new IllegalArgumentException(name + " names no reader of the kind " + kind);
        }
    }
}
