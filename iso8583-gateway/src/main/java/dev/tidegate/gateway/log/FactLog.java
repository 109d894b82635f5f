package dev.tidegate.gateway.log;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line a fact: its words, then fields of {@link Field} with short, plain values. A value that looks like
 * anything else is not written. WARN: somebody should look today; ERROR: somebody should get up.
 */
public final class FactLog {
    private static final int VALUE_MAX = 64;
    /** An RRN has 12 digits, the shortest card number that is issued to anybody has 13. */
    private static final int CARD_DIGITS_MIN = 13;

    private static final int LINE_USUAL = 192;

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
        StringBuilder line = new StringBuilder(LINE_USUAL).append(fact);
        Field[] keys = fields.keySet().toArray(Field[]::new);
        Arrays.sort(keys);
        for (Field key : keys) {
            String value = String.valueOf(fields.get(key));
            line.append(' ').append(key.key()).append('=');
            if (isPlain(value)) {
                line.append(value.replace(' ', '_'));
            } else {
                line.append('(').append(value.length()).append(" characters)");
            }
        }
        return line.toString();
    }

    // Read once, without an expression: two of these lines are written for each message to an acquirer.
    private static boolean isPlain(String value) {
        if (value.length() > VALUE_MAX) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            digits = digit ? digits + 1 : 0;
            boolean known = digit || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || "_.:/+ -".indexOf(c) >= 0;
            if (!known || digits >= CARD_DIGITS_MIN) {
                return false;
            }
        }
        return true;
    }
}
