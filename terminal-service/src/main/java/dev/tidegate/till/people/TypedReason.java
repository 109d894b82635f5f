package dev.tidegate.till.people;

/** What a person typed as a reason: a few words, and no number that could be a card's. */
public record TypedReason(String text) {
    public static final int LENGTH_MIN = 3;
    public static final int LENGTH_MAX = 120;

    /** A card has at least 12 digits, however they are spaced; a telephone number may be a reason. */
    private static final int DIGITS_MAX = 11;

    public TypedReason {
        if (text.length() < LENGTH_MIN || text.length() > LENGTH_MAX || text.isBlank()) {
            throw new IllegalArgumentException("has 3 to 120 characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("is one line");
        }
        if (text.codePoints().filter(Character::isDigit).count() > DIGITS_MAX) {
            throw new IllegalArgumentException("has no long number in it");
        }
    }
}
