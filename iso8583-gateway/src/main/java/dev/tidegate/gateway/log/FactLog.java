package dev.tidegate.gateway.log;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line a fact: its words, then fields of {@link Field} with short, plain values. A value that looks like
 * anything else is not written. WARN: somebody should look today; ERROR: somebody should get up.
 */
public final class FactLog {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/+ -]{0,64}");
    /** An RRN has 12 digits, the shortest card number that is issued to anybody has 13. */
    private static final Pattern LONG_NUMBER = Pattern.compile(".*[0-9]{13,}.*");

    private static final String OURS = "dev.tidegate.";
    /** A chain of causes longer than this is a loop. */
    private static final int CAUSES_MAX = 16;

    private final Logger logger;

    private FactLog(Logger logger) {
        this.logger = logger;
    }

    public static FactLog of(Class<?> who) {
        return new FactLog(LoggerFactory.getLogger(who));
    }

    public void info(String fact, Map<Field, ?> fields) {
        if (logger.isInfoEnabled()) {
            logger.info(line(fact, fields));
        }
    }

    public void warn(String fact, Map<Field, ?> fields) {
        logger.warn(line(fact, fields));
    }

    public void error(String fact, Map<Field, ?> fields) {
        logger.error(line(fact, fields));
    }

    /**
     * Writes that something broke: what kind of break it was, and where in our own code. Its text is not written, as it
     * may quote what was read.
     */
    public void broken(String fact, Throwable cause, Map<Field, ?> fields) {
        Map<Field, Object> more = new EnumMap<>(Field.class);
        more.putAll(fields);
        more.put(Field.CAUSE, root(cause).getClass().getSimpleName());
        more.put(Field.AT, place(cause));
        error(fact, more);
    }

    private static Throwable root(Throwable top) {
        Throwable at = top;
        for (int depth = 0; depth < CAUSES_MAX && at.getCause() != null; depth++) {
            at = at.getCause();
        }
        return at;
    }

    private static String place(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("elsewhere");
    }

    static String line(String fact, Map<Field, ?> fields) {
        return fact
                + fields.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> " " + e.getKey().key() + "=" + plain(String.valueOf(e.getValue())))
                        .collect(Collectors.joining());
    }

    private static String plain(String value) {
        boolean safe =
                PLAIN.matcher(value).matches() && !LONG_NUMBER.matcher(value).matches();
        return safe ? value.replace(' ', '_') : "(" + value.length() + " characters)";
    }
}
