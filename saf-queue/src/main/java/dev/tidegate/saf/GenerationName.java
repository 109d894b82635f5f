package dev.tidegate.saf;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a generation's folder: {@code gen-<first seq, 20 digits>-<epoch>}. Its archive has the prefix
 * {@code arc-} instead, the file of the records that are still kept whole the suffix {@code -c}.
 *
 * @param first number of its first record
 * @param epoch the process that wrote it
 */
record GenerationName(long first, UUID epoch) implements Comparable<GenerationName> {
    static final String PREFIX = "gen-";

    static final String ARCHIVE_PREFIX = "arc-";
    static final String COPY_SUFFIX = "-c";

    private static final Pattern FORM =
            Pattern.compile("(\\d{20})-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** Reads a folder's name; absent where it is not one of a generation. */
    static @Nullable GenerationName parse(String folder) {
        return folder.startsWith(PREFIX) ? parseBare(folder.substring(PREFIX.length())) : null;
    }

    /** Reads an archive's name; absent where it is not one. */
    static @Nullable GenerationName parseArchive(String file) {
        return file.startsWith(ARCHIVE_PREFIX) ? parseBare(file.substring(ARCHIVE_PREFIX.length())) : null;
    }

    /** Reads the name of a file of records kept whole; absent where it is not one. */
    static @Nullable GenerationName parseCopy(String file) {
        return file.endsWith(COPY_SUFFIX) ? parse(file.substring(0, file.length() - COPY_SUFFIX.length())) : null;
    }

    String archive() {
        return ARCHIVE_PREFIX + bare();
    }

    String copy() {
        return this + COPY_SUFFIX;
    }

    private static @Nullable GenerationName parseBare(String name) {
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            return null;
        }
        try {
            return new GenerationName(Long.parseLong(form.group(1)), UUID.fromString(form.group(2)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** In the order of the names, as whoever lists the folder sees them. */
    @Override
    public int compareTo(GenerationName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PREFIX + bare();
    }

    private String bare() {
        return String.format(Locale.ROOT, "%020d-%s", first, epoch);
    }
}
