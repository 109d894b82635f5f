package dev.tidegate.certification.play;

import dev.tidegate.certification.scenario.Dialect;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a scenario mean: a text with names in braces. A name is a word of the dialect, {@code amount} of
 * the payment in twelve digits, {@code sold} and {@code soldDate} as DE 12 and 13 have them, {@code tid}, or a field of
 * an earlier message, such as {@code sale.11}.
 */
final class Meant {
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z][A-Za-z0-9.]*)}");

    /** Of the terminals. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final Dialect dialect;
    private final Map<String, Long> amounts;
    private final Map<String, Instant> sold;
    private final String tid;
    private final BiFunction<String, Integer, Optional<String>> earlier;

    /**
     * @param amounts of payments, in minor units
     * @param sold when they were sold
     * @param earlier the field of the first message of a kind
     */
    Meant(
            Dialect dialect,
            Map<String, Long> amounts,
            Map<String, Instant> sold,
            String tid,
            BiFunction<String, Integer, Optional<String>> earlier) {
        this.dialect = dialect;
        this.amounts = amounts;
        this.sold = sold;
        this.tid = tid;
        this.earlier = earlier;
    }

    /** The text that is meant, of a message about a payment. */
    String text(String written, String about) {
        Matcher names = NAME.matcher(written);
        StringBuilder text = new StringBuilder();
        while (names.find()) {
            names.appendReplacement(text, Matcher.quoteReplacement(value(names.group(1), about)));
        }
        return names.appendTail(text).toString();
    }

    private String value(String name, String about) {
        if (name.equals("amount")) {
            return digits(amounts.getOrDefault(about, 0L));
        }
        if (name.equals("sold") || name.equals("soldDate")) {
            return time(name, sold.get(about));
        }
        if (name.equals("tid")) {
            return tid;
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            String word = dialect.words().get(name);
            if (word == null) {
                throw new IllegalArgumentException("the dialect has no word " + name);
            }
            return word;
        }
        String field = name.substring(dot + 1);
        if (field.equals("amount")) {
            return digits(amounts.getOrDefault(name.substring(0, dot), 0L));
        }
        return earlier.apply(name.substring(0, dot), Integer.parseInt(field)).orElse("nothing");
    }

    private String time(String name, @Nullable Instant at) {
        if (at == null) {
            return "nothing";
        }
        String pattern =
                name.equals("soldDate") ? "MMdd" : dialect.version().equals("1993") ? "yyMMddHHmmss" : "HHmmss";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZONE).format(at);
    }

    private static String digits(long minor) {
        return String.format(Locale.ROOT, "%012d", minor);
    }
}
