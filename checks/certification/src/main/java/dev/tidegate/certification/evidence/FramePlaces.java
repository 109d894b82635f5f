package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a frame's hex its fields stand. The frame is not parsed again: each value is looked for, as digits, as hex,
 * and in ASCII and EBCDIC, a few nibbles behind the field before it, where its length may stand.
 */
final class FramePlaces {
    /** Three bytes of ASCII length and a pad nibble. */
    private static final int BETWEEN_MAX = 8;

    private static final int TPDU = 10;
    /** TPDU, MTI in ASCII, two bitmaps in ASCII. */
    private static final int BEFORE_MAX = TPDU + 8 + 64;
    /** MTI and a bitmap, packed. */
    private static final int BEFORE_MIN = 4 + 16;

    /** X+n: ISO 8583's amounts with a sign, such as DE 97. */
    private static final Pattern SIGNED = Pattern.compile("[CD][0-9]+");

    private static final Charset EBCDIC = Charset.forName("IBM1047");

    private FramePlaces() {}

    /** How a field is written. */
    enum Form {
        /** Packed digits, or bytes. */
        NIBBLES,
        /** Characters; of a signed amount its sign alone, and packed digits after it. */
        TEXT
    }

    /** A field's value, from one nibble to before another, its length not in it. */
    record Place(int field, Form form, int from, int to) {}

    /** In their order; fields that are not found are not in it. */
    static List<Place> of(FrameSeen frame) {
        String hex = frame.hex().toUpperCase(Locale.ROOT);
        List<Place> places = new ArrayList<>();
        Optional<Place> head = head(frame);
        int from = head.map(Place::to).orElse(BEFORE_MIN);
        int slack = head.isPresent() ? BETWEEN_MAX : BEFORE_MAX - BEFORE_MIN;
        for (FieldSeen field : frame.fields()) {
            Place place = find(hex, field, from, from + slack);
            if (place == null) {
                slack += field.value().length() * 2 + BETWEEN_MAX;
            } else {
                places.add(place);
                from = place.to();
                slack = BETWEEN_MAX;
            }
        }
        return places;
    }

    /**
     * The place of MTI and bitmap, which say no digits of their own; empty where they do not stand as the fields say.
     */
    static Optional<Place> head(FrameSeen frame) {
        String hex = frame.hex().toUpperCase(Locale.ROOT);
        String bitmap = bitmap(frame.fields());
        for (Form form : Form.values()) {
            for (String mti : written(frame.mti(), form)) {
                for (String bits : List.of(bitmap, bytes(bitmap, StandardCharsets.US_ASCII), bytes(bitmap, EBCDIC))) {
                    int at = hex.indexOf(mti + bits);
                    if (at >= 0 && at <= TPDU) {
                        return Optional.of(new Place(0, form, at, at + mti.length() + bits.length()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String bitmap(List<FieldSeen> fields) {
        BitSet bits = new BitSet(129);
        fields.forEach(field -> bits.set(field.number()));
        bits.set(1, bits.length() > 65);
        StringBuilder hex = new StringBuilder();
        for (int bit = 1; bit <= (bits.get(1) ? 128 : 64); bit += 4) {
            int nibble = 0;
            for (int i = bit; i < bit + 4; i++) {
                nibble = nibble << 1 | (bits.get(i) ? 1 : 0);
            }
            hex.append(Character.forDigit(nibble, 16));
        }
        return hex.toString().toUpperCase(Locale.ROOT);
    }

    private static @Nullable Place find(String hex, FieldSeen field, int from, int most) {
        String value = field.value();
        if (value.isEmpty()) {
            return null;
        }
        @Nullable Place best = null;
        for (Form form : Form.values()) {
            for (String written : written(value, form)) {
                int at = hex.indexOf(written, from);
                if (at >= 0 && at <= most && (best == null || at < best.from())) {
                    best = new Place(field.number(), form, at, at + written.length());
                }
            }
        }
        return best;
    }

    private static List<String> written(String value, Form form) {
        if (form == Form.NIBBLES) {
            return List.of(value.toUpperCase(Locale.ROOT));
        }
        List<String> texts = List.of(bytes(value, StandardCharsets.ISO_8859_1), bytes(value, EBCDIC));
        if (!SIGNED.matcher(value).matches()) {
            return texts;
        }
        return Stream.concat(
                        texts.stream(),
                        Stream.of(StandardCharsets.US_ASCII, EBCDIC)
                                .map(charset -> bytes(value.substring(0, 1), charset) + value.substring(1)))
                .toList();
    }

    // A star stands for a nibble that is not told.
    private static String bytes(String value, Charset charset) {
        String star = HexFormat.of().withUpperCase().formatHex("*".getBytes(charset));
        return HexFormat.of().withUpperCase().formatHex(value.getBytes(charset)).replace(star, "**");
    }
}
