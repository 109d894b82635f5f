package dev.tidegate.simulator.card;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that goes wrong, written {@code step=kind}, {@code step#2=kind}, {@code step#*=kind:value}: at the first
 * time that the step comes after power, at the second, at each.
 *
 * @param time 1 for the first; 0 for each
 * @param value of a status word its four hexadecimal digits, of a delay its milliseconds, of garbage its seed; else 0
 */
public record Fault(Step step, int time, Kind kind, int value) {
    /** What goes wrong. */
    public enum Kind {
        /** Nothing is done, and the status word answered; at each time it is a loop. */
        STATUS,
        /** The answer comes later. */
        DELAY,
        /** The card is pulled before it has done anything. */
        REMOVAL,
        /** It is pulled when it has done everything and not yet said so. */
        REMOVAL_AFTER,
        /** A signature or certificate of the answer has a wrong bit. */
        WRONG_SIGNATURE,
        /** The application cryptogram has a wrong bit. */
        WRONG_CRYPTOGRAM,
        /** The last byte of the answer's content is missing. */
        WRONG_LENGTH,
        /** The content's lengths make no sense. */
        MALFORMED,
        /** Instead of the content, as many bytes without sense. */
        GARBAGE,
        /** More content than an answer can have. */
        OVERSIZED,
        /** No bytes at all, not even a status word. */
        EMPTY,
        /** The card gives a TC whatever was asked. */
        HIGHER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** In milliseconds: longer, and a person thinks that the simulator has died. */
    public static final int DELAY_MAX = 60_000;

    /** No transaction has more commands of one step. */
    public static final int TIME_MAX = 999;

    private static final Pattern WORDS =
            Pattern.compile("([a-z-]{1,40})(?:#([0-9]{1,3}|\\*))?=([a-z-]{1,40})(?::(\\w{1,6}))?");

    public Fault {
        if (time < 0 || time > TIME_MAX) {
            throw new IllegalArgumentException("a fault comes at a time from 1 to 999, or at each");
        }
        int max = kind == Kind.DELAY ? DELAY_MAX : 0xFFFF;
        if (value < 0 || value > max) {
            throw new IllegalArgumentException("a fault's value is out of range");
        }
        if (kind == Kind.STATUS && value < 0x6000) {
            throw new IllegalArgumentException("a status word begins with 6 or 9");
        }
    }

    /** @throws IllegalArgumentException this is no fault; the words do not repeat it */
    public static Fault parse(String words) {
        Matcher parts = WORDS.matcher(words);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a fault is written step#time=kind:value");
        }
        Kind kind = kind(parts.group(3));
        String value = parts.group(4) == null ? "0" : parts.group(4);
        String time = parts.group(2) == null ? "1" : parts.group(2);
        return new Fault(
                Step.named(parts.group(1)),
                time.equals("*") ? 0 : Integer.parseInt(time),
                kind,
                Integer.parseInt(value, kind == Kind.STATUS ? 16 : 10));
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such kind of fault");
    }

    @Override
    public String toString() {
        String when = time == 1 ? "" : time == 0 ? "#*" : "#" + time;
        String what = switch (kind) {
            case STATUS -> ":" + Bytes.hex(Bytes.number(value, 2));
            case DELAY, GARBAGE -> ":" + value;
            default -> "";
        };
        return step + when + "=" + kind + what;
    }
}
