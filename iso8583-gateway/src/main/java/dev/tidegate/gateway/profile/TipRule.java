package dev.tidegate.gateway.profile;

import java.util.Set;

/**
 * How much a tip may put on an amount that a card has signed.
 *
 * @param categories of the merchants that may, DE 18; empty where none may
 * @param percentMax of the amount that was signed, 1 to {@link #PERCENT_MAX}; 0 where nobody may
 */
public record TipRule(Set<String> categories, int percentMax) {
    /** A tip that is more than the sale is a mistyped one. */
    public static final int PERCENT_MAX = 100;

    private static final String KEY = "tipAfterCryptogram";
    private static final TipRule NONE = new TipRule(Set.of(), 0);

    public TipRule {
        categories = Set.copyOf(categories);
    }

    /** What a merchant of a category may, per cent; 0 where it may not. */
    public int percentMax(String category) {
        return categories.contains(category) ? percentMax : 0;
    }

    /** The greatest amount that a signed one may become, rounded down. */
    public long most(String category, long signedMinor) {
        int percent = percentMax(category);
        return signedMinor + signedMinor / 100 * percent + signedMinor % 100 * percent / 100;
    }

    static TipRule read(Section top) {
        if (top.isNone(KEY)) {
            return NONE;
        }
        Section s = top.section(KEY);
        Set<String> categories = Set.copyOf(s.words("mcc"));
        if (!categories.stream().allMatch(one -> one.matches("[0-9]{4}"))) {
            throw s.hole("mcc", "holds what is no category of four digits");
        }
        TipRule rule = new TipRule(categories, s.number("percentMax", 1, PERCENT_MAX));
        s.end();
        return rule;
    }
}
