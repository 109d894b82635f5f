package dev.tidegate.certification.evidence;

import java.util.List;
import java.util.Locale;

/** What message types and times are called. */
final class MessageWords {
    /** By the second digit (ISO 8583-1, message class). */
    private static final List<String> CLASSES = List.of(
            "",
            "Authorisation",
            "Financial",
            "File action",
            "Reversal",
            "Reconciliation",
            "Administrative",
            "Fee collection",
            "Network management",
            "");

    /** By the third digit (message function). */
    private static final List<String> FUNCTIONS = List.of(
            "request",
            "answer",
            "advice",
            "advice answer",
            "notification",
            "notification answer",
            "instruction",
            "instruction answer",
            "",
            "");

    private MessageWords() {}

    /** Such as "Reversal advice, repeated". */
    static String of(String mti) {
        if (!mti.matches("[0-9]{4}")) {
            return "Not understood";
        }
        String words = (CLASSES.get(mti.charAt(1) - '0') + " " + FUNCTIONS.get(mti.charAt(2) - '0')).strip();
        boolean repeated = (mti.charAt(3) - '0') % 2 == 1;
        return words.isEmpty() ? "Message" : repeated ? words + ", repeated" : words;
    }

    /** Such as "+1.204 s". */
    static String since(long micros) {
        return String.format(Locale.ROOT, "+%d.%03d s", micros / 1_000_000, micros / 1_000 % 1_000);
    }

    /** Minor units of a currency with two decimals. */
    static String money(long minor) {
        return String.format(
                Locale.ROOT, "%s%d.%02d", minor < 0 ? "-" : "", Math.abs(minor) / 100, Math.abs(minor) % 100);
    }

    static String verdict(ScenarioRun.Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "Passed";
            case FAILED -> "Failed";
            case SKIPPED -> "Not applicable";
        };
    }
}
