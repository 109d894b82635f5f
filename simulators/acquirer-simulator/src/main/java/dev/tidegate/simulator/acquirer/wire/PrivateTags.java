package dev.tidegate.simulator.acquirer.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Private data of DE 48: a tag of three digits, a length of three digits, that many characters; and so on.
 *
 * @param values by tag, in the order they came
 */
record PrivateTags(SequencedMap<String, String> values) {
    /** The original's trace number, as the host answered it. */
    static final String ORIGINAL_STAN = "002";

    /** The original's local date and time, YYMMDDhhmmss. */
    static final String ORIGINAL_TIME = "003";

    /** The original's retrieval reference number. */
    static final String ORIGINAL_RRN = "004";

    /** The number of an item in its batch. */
    static final String ITEM = "005";

    private static final int NUMBER_DIGITS = 3;

    PrivateTags {
        values = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** Reads what it can: text that is not made so has no tags. */
    static PrivateTags of(String text) {
        var values = new LinkedHashMap<String, String>();
        int at = 0;
        while (at < text.length()) {
            int start = at + 2 * NUMBER_DIGITS;
            if (start > text.length() || !text.substring(at, start).matches("[0-9]+")) {
                return none();
            }
            int end = start + Integer.parseInt(text.substring(at + NUMBER_DIGITS, start));
            if (end > text.length()) {
                return none();
            }
            values.put(text.substring(at, at + NUMBER_DIGITS), text.substring(start, end));
            at = end;
        }
        return new PrivateTags(values);
    }

    /** The value; empty without such a tag. */
    String text(String tag) {
        return values.getOrDefault(tag, "");
    }

    /** The tags as they stand in DE 48. */
    String written() {
        var out = new StringBuilder();
        values.forEach((tag, value) -> out.append(tag)
                .append(Digits.padded(value.length(), NUMBER_DIGITS))
                .append(value));
        return out.toString();
    }

    private static PrivateTags none() {
        return new PrivateTags(new LinkedHashMap<>(Map.of()));
    }
}
