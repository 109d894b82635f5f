package dev.tidegate.simulator.acquirer.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The data objects of DE 55, BER-TLV coded (EMV 4.4 Book 3, annex B), one level deep: a constructed value is kept
 * whole.
 *
 * @param values by tag, both upper-case hex, in the order they came
 */
public record TlvSet(SequencedMap<String, String> values) {
    /** Tags that carry card digits, names or expiry: never to be shown, most of them never to be sent. */
    private static final Set<String> SECRET =
            Set.of("56", "57", "5A", "5F20", "5F24", "99", "9F0B", "9F1F", "9F20", "9F6B");

    private static final int TAG_HEX_DIGITS_MAX = 6;

    public TlvSet {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads a set from hex text.
     *
     * @throws MalformedTlvException when it ends inside an object, a tag comes twice, has more than three bytes or is
     *     null, or a length is indefinite or longer than two bytes
     */
    public static TlvSet parse(String hex) {
        var in = new HexReader(hex);
        var values = new LinkedHashMap<String, String>();
        try {
            while (!in.isAtEnd()) {
                String tag = tag(in);
                if (values.putIfAbsent(tag, in.take(2 * length(in))) != null) {
                    throw new MalformedTlvException("tag comes twice");
                }
            }
        } catch (MalformedFrameException cut) {
            throw new MalformedTlvException("ends inside a data object");
        }
        return new TlvSet(values);
    }

    public boolean has(String tag) {
        return values.containsKey(tag);
    }

    /** The value's hex; empty when there is no such tag. */
    public String hex(String tag) {
        return values.getOrDefault(tag, "");
    }

    public String toHex() {
        return write(values);
    }

    /** As {@link #toHex}, the card's digits starred. */
    public String maskedHex() {
        var shown = new LinkedHashMap<>(values);
        shown.replaceAll((tag, value) -> SECRET.contains(tag) ? "*".repeat(value.length()) : value);
        return write(shown);
    }

    @Override
    public String toString() {
        return "TlvSet" + values.keySet();
    }

    private static String write(Map<String, String> values) {
        var out = new StringBuilder();
        values.forEach((tag, value) -> {
            int length = value.length() / 2;
            String prefix = length < 0x80 ? "" : length < 0x100 ? "81" : "82";
            out.append(tag).append(prefix).append(("%0" + (length < 0x100 ? 2 : 4) + "X").formatted(length));
            out.append(value);
        });
        return out.toString();
    }

    private static String tag(HexReader in) {
        var tag = new StringBuilder(in.take(2));
        int last = byteOf(tag.toString());
        if (last == 0x00 || last == 0xFF) {
            throw new MalformedTlvException("padding stands where a tag should");
        }
        if ((last & 0x1F) == 0x1F) {
            do {
                String next = in.take(2);
                tag.append(next);
                last = byteOf(next);
            } while ((last & 0x80) != 0 && tag.length() < TAG_HEX_DIGITS_MAX);
            if ((last & 0x80) != 0) {
                throw new MalformedTlvException("tag is longer than three bytes");
            }
        }
        return tag.toString();
    }

    private static int length(HexReader in) {
        int first = byteOf(in.take(2));
        return switch (first) {
            case 0x81 -> byteOf(in.take(2));
            case 0x82 -> Integer.parseInt(in.take(4), 16);
            default -> {
                if (first >= 0x80) {
                    throw new MalformedTlvException("length is indefinite or too long");
                }
                yield first;
            }
        };
    }

    private static int byteOf(String hex) {
        return Integer.parseInt(hex, 16);
    }
}
