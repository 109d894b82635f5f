package dev.tidegate.saf;

import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a generation's folder: {@code gen-<first seq, 20 digits>-<epoch>}.
 *
 * @param first number of its first record
 * @param epoch the process that wrote it
 */
record GenerationName(long first, UUID epoch) implements Comparable<GenerationName> {
    static final String PREFIX = "gen-";

    private static final Pattern FORM =
            Pattern.compile(PREFIX + "(\\d{20})-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** Reads a folder's name; absent where it is not one of a generation. */
    static @Nullable GenerationName parse(String folder) {
        Matcher form = FORM.matcher(folder);
        if (!form.matches()) {
            return null;
        }
        try {
            return new GenerationName(Long.parseLong(form.group(1)), UUID.fromString(form.group(2)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public int compareTo(GenerationName other) {
        return Comparator.comparingLong(GenerationName::first)
                .thenComparing(GenerationName::epoch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return PREFIX + String.format(Locale.ROOT, "%020d-%s", first, epoch);
    }
}
