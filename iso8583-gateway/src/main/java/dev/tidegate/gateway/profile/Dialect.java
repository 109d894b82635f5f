package dev.tidegate.gateway.profile;

import java.util.regex.Pattern;

/** The edition of ISO 8583 that a profile speaks: first digit of each message type. */
public enum Dialect {
    ISO_1987("1987", '0'),
    ISO_1993("1993", '1');

    /** Class, then request or advice, then origin (ISO 8583:1987 4.1, 1993 4.1). */
    private static final String REQUEST = "[1-58][024][0-9]";

    private static final String ANSWER = "[1-58][135][0-9]";

    private final String year;
    private final Pattern request;
    private final Pattern answer;

    Dialect(String year, char first) {
        this.year = year;
        this.request = Pattern.compile(first + REQUEST);
        this.answer = Pattern.compile(first + ANSWER);
    }

    boolean isRequest(String type) {
        return request.matcher(type).matches();
    }

    boolean isAnswer(String type) {
        return answer.matcher(type).matches();
    }

    /** As a profile names it. */
    public String year() {
        return year;
    }

    static Dialect read(Section s, String key) {
        String year = s.text(key);
        for (Dialect dialect : values()) {
            if (dialect.year.equals(year)) {
                return dialect;
            }
        }
        throw s.hole(key, "only 1987 and 1993 are supported");
    }
}
