package dev.tidegate.gateway.config;

import org.jspecify.annotations.Nullable;

/** What a value of the configuration may be. The messages name the key, so that it can be found. */
final class Checks {
    private Checks() {}

    static String text(@Nullable String value, String key, int longest) {
        if (value == null || value.isBlank() || value.length() > longest) {
            throw new IllegalArgumentException(key + " is missing, or longer than " + longest + " characters");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(key + " holds a character that is not ASCII");
        }
        return value;
    }

    static int port(int value, String key) {
        if (value < 1 || value > 65_535) {
            throw new IllegalArgumentException(key + " is no port");
        }
        return value;
    }

    /** Filled with blanks to its length on the wire. */
    static String padded(String value, int length) {
        return value + " ".repeat(length - value.length());
    }
}
