package dev.tidegate.till.store;

/**
 * Somebody who works at this till.
 *
 * @param name as it stands on the screen, in the audit and in the log; unlike any other's but for capitals
 */
public record Person(String name, Role role) {
    /** What somebody may do. */
    public enum Role {
        CASHIER,
        /** What a cashier may, and give a word where a rule says no. */
        MANAGER
    }

    /** What fits a button. */
    public static final int NAME_LENGTH_MAX = 32;

    public Person {
        requireName(name);
    }

    /** @throws IllegalArgumentException nobody is called so; the message does not repeat it */
    public static void requireName(String name) {
        // Marks join the letters that they stand on in Vietnamese. Digits are few: a number is no name.
        boolean fits = name.matches("\\p{L}[\\p{L}\\p{M}0-9 .'-]{0,31}") && !name.matches(".*[0-9]{5}.*");
        if (!fits || !name.equals(name.strip())) {
            throw new IllegalArgumentException(
                    "a name has 1 to 32 letters, digits, blanks, points, hyphens, and begins" + " with a letter");
        }
    }

    public boolean isManager() {
        return role == Role.MANAGER;
    }
}
