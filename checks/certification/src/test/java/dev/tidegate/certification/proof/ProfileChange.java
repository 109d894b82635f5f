package dev.tidegate.certification.proof;

import java.util.Set;

/**
 * One field of the profile {@code iso87-generic}, changed; and which of the scenarios played find it.
 *
 * <p>The scenarios that are played are {@link #PLAYED}: few, and all of them pass with the profile as it is.
 */
enum ProfileChange {
    ENTRY_MODE_OF_A_TAP("entryModes:", "TAP: \"071\"", "TAP: \"072\"", "C02"),
    ENTRY_MODE_OF_A_STRIPE("entryModes:", "SWIPE: \"901\"", "SWIPE: \"021\"", "C03"),
    PART_OF_A_SALE("", "partialApproval: true", "partialApproval: false", "C09"),
    MARK_OF_A_LATE_REQUEST("deferredMark:", "value: SAMPLE-DEFERRED", "value: SAMPLE-LATE", "E02 E03"),
    AUTHORISATION_OF_AN_ADVICE("  advice:\n", "38: \"=000000\"", "38: \"=111111\"", "E01 E08"),
    MEANING_OF_NO_FUNDS("responses:", "codes: \"05 51 61", "codes: \"05 61", "E03"),
    CONDITION_OF_A_REVERSAL("  reversal:\n    request", "25: \"=00\"", "25: \"=17\"", "C09 D01"),
    REPEAT_OF_AN_ADVICE("  advice:\n    request", "repeat: \"0221\"", "repeat: \"0220\"", "E08"),
    CODE_OF_ANOTHER_SUM("batch:", "outOfBalance: \"95\"", "outOfBalance: \"97\"", "G02"),
    CATEGORY_OF_A_SALE("  sale:\n", "      18: merchant.category\n", "", "C02 C03 C06 C09 D01 G02"),
    ;

    /** What is played for each. */
    static final Set<String> PLAYED = Set.of("C02", "C03", "C06", "C09", "D01", "E01", "E02", "E03", "E08", "G02");

    private final String behind;
    private final String field;
    private final String changed;
    private final String found;

    /**
     * @param behind words after which the field is looked for; none where it is there once
     * @param field as it stands
     * @param found ids, with blanks between them
     */
    ProfileChange(String behind, String field, String changed, String found) {
        this.behind = behind;
        this.field = field;
        this.changed = changed;
        this.found = found;
    }

    /** The scenarios that fail, and no others of those that are played. */
    Set<String> found() {
        return Set.of(found.split(" ", -1));
    }

    /**
     * The profile with the field changed.
     *
     * @throws AssertionError it has no such field
     */
    String in(String profile) {
        int from = profile.indexOf(behind);
        int at = from < 0 ? -1 : profile.indexOf(field, from);
        if (at < 0) {
            throw new AssertionError("the profile has no " + field + " behind " + behind);
        }
        return profile.substring(0, at) + changed + profile.substring(at + field.length());
    }
}
