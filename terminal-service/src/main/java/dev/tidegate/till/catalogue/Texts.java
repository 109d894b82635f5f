package dev.tidegate.till.catalogue;

/** Checks of what a catalogue says; the message is for whoever wrote it. */
final class Texts {
    static final int ID_LENGTH_MAX = 40;

    /** What fits a line of a slip, twice. */
    static final int NAME_LENGTH_MAX = 80;

    private Texts() {}

    static void requireId(String id) {
        check(
                id.matches("[A-Za-z0-9._-]{1," + ID_LENGTH_MAX + "}"),
                "an id has 1 to 40 letters, digits, '.', '_', '-'");
    }

    static void requireName(String name) {
        check(
                !name.isBlank()
                        && name.length() <= NAME_LENGTH_MAX
                        && name.chars().noneMatch(Character::isISOControl),
                "a name has 1 to 80 characters");
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
