package dev.tidegate.gateway.codec;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.gateway.profile.ChipTables;
import dev.tidegate.gateway.profile.Profile.DeferredMark;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person may see of a field: an allow-list. Of a card number the last four digits; of tracks, PIN blocks, keys
 * and everything private only how long it is.
 */
final class Shown {
    private static final int CARD_NUMBER = 2;
    private static final int ORIGINAL_1987 = 90;
    private static final int ORIGINAL_1993 = 56;
    private static final int LAST_DIGITS = 4;

    private static final Set<Integer> FIELDS = Set.of(
            3, 4, 5, 6, 7, 10, 11, 12, 13, 15, 16, 17, 18, 19, 22, 23, 24, 25, 26, 28, 29, 30, 32, 33, 37, 38, 39, 41,
            42, 43, 49, 50, 51, 66, 67, 70, 71, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 95,
            97);

    private static final Set<Tag> ISSUER_TAGS = Set.of(
            Tag.ISSUER_AUTHENTICATION, Tag.ISSUER_SCRIPT_1, Tag.ISSUER_SCRIPT_2, Tag.AUTHORISATION_RESPONSE_CODE);

    /** As long as a card number, zeros before it apart: whatever the field is called, it may be one. */
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("0*([1-9][0-9]{8,})([0-9]{4})");

    private Shown() {}

    static String field(int field, byte[] value, Content.Kind kind, @Nullable DeferredMark mark) {
        if (field == CARD_NUMBER) {
            return value.length + " digits, " + lastFour(value);
        }
        if (kind == Content.Kind.BYTES) {
            return value.length + " bytes";
        }
        String text = new String(value, StandardCharsets.US_ASCII);
        if (mark != null && mark.field() == field && mark.value().equals(text)) {
            return text;
        }
        if (field == ORIGINAL_1987) {
            return spaced(text, 4, 10, 20, 31);
        }
        if (field == ORIGINAL_1993) {
            return spaced(text, 4, 10, 22);
        }
        return FIELDS.contains(field) ? masked(text) : value.length + " characters, not shown";
    }

    static String tag(Tag tag, Octets value) {
        boolean shown = FrozenTags.allows(tag) || ISSUER_TAGS.contains(tag);
        return shown ? masked(value.hex()) : "not shown";
    }

    /** Whether a tag must never be in DE 55. */
    static boolean isNever(String tag) {
        return ChipTables.NEVER.contains(new Tag(Integer.parseInt(tag, 16)));
    }

    private static String lastFour(byte[] digits) {
        int from = Math.max(0, digits.length - LAST_DIGITS);
        return "**** " + new String(digits, from, digits.length - from, StandardCharsets.US_ASCII);
    }

    // Digits of packed numbers too: a frame that is read at the wrong place shows one field as another.
    private static String masked(String text) {
        return LIKE_A_NUMBER
                .matcher(text)
                .replaceAll(found -> "*".repeat(found.group().length() - LAST_DIGITS) + found.group(2));
    }

    private static String spaced(String text, int... ends) {
        StringBuilder spaced = new StringBuilder();
        int from = 0;
        for (int end : ends) {
            if (end < text.length()) {
                spaced.append(masked(text.substring(from, end))).append(' ');
                from = end;
            }
        }
        return spaced.append(masked(text.substring(from))).toString();
    }
}
