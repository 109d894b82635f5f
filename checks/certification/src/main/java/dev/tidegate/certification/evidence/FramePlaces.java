package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where in a frame's hex its fields stand. The frame is not parsed again: each value is looked for, as digits, as hex,
 * and in ASCII and EBCDIC, a few nibbles behind the field before it, where its length may stand.
 */
final class FramePlaces {
    /** Three bytes of ASCII length and a pad nibble. */
    private static final int BETWEEN_MAX = 8;
    /** TPDU, MTI in ASCII, two bitmaps in ASCII. */
    private static final int BEFORE_MAX = 10 + 8 + 64;
    /** MTI and a bitmap, packed. */
    private static final int BEFORE_MIN = 4 + 16;

    private static final Charset EBCDIC = Charset.forName("IBM1047");

    private FramePlaces() {}

    /** How a field is written. */
    enum Form {
        /** Packed digits, or bytes. */
        NIBBLES,
        TEXT
    }

    /** A field's value, from one nibble to before another, its length not in it. */
    record Place(int field, Form form, int from, int to) {}

    /** In their order; fields that are not found are not in it. */
    static List<Place> of(FrameSeen frame) {
        String hex = frame.hex().toUpperCase(Locale.ROOT);
        List<Place> places = new ArrayList<>();
        int from = BEFORE_MIN;
        int slack = BEFORE_MAX - BEFORE_MIN;
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
        return List.of(bytes(value, StandardCharsets.ISO_8859_1), bytes(value, EBCDIC));
    }

    // A star stands for a nibble that is not told.
    private static String bytes(String value, Charset charset) {
        String star = HexFormat.of().withUpperCase().formatHex("*".getBytes(charset));
        return HexFormat.of().withUpperCase().formatHex(value.getBytes(charset)).replace(star, "**");
    }
}
