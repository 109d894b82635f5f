package dev.tidegate.gateway.profile;

import dev.tidegate.core.card.Brand;
import dev.tidegate.gateway.profile.CaptureRules.Rate;
import dev.tidegate.gateway.profile.CaptureRules.VoidAfterOffer;
import dev.tidegate.gateway.profile.RetryCalendar.Row;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the section {@code capture}. */
final class CaptureRulesReader {
    private static final String KEY = "capture";
    private static final String ADVICE_FIELD = "adviceField";

    private CaptureRulesReader() {}

    static CaptureRules read(Section top) {
        if (!top.has(KEY)) {
            return CaptureRules.cautious();
        }
        Section s = top.section(KEY);
        boolean later = s.has("laterWait");
        CaptureRules none = CaptureRules.cautious();
        CaptureRules rules = new CaptureRules(
                s.word("voidAfterOffer", VoidAfterOffer.class),
                s.span("tillSilentAfter"),
                rate(s.section("rate")),
                later ? wait(s.section("laterWait")) : none.laterWait(),
                adviceField(s),
                later ? calendar(s) : none.calendar());
        s.end();
        return rules;
    }

    /** Holds the rules against the messages: what is allowed must have one. */
    static void check(Profile profile, Section top) {
        if (profile.rules().captureMode() == Rules.CaptureMode.DUAL && !profile.has(MessageKind.COMPLETION)) {
            throw top.hole("messages.completion", "is missing, and captureMode is dual");
        }
        if (profile.capture().laterWait().max() > 0 && !profile.has(MessageKind.LATER)) {
            throw top.hole("messages.later", "is missing, and capture.laterWait is there");
        }
        if (profile.capture().voidAfterOffer() == VoidAfterOffer.REFUNDED && !profile.has(MessageKind.REFUND)) {
            throw top.hole("messages.refund", "is missing, and capture.voidAfterOffer is refunded");
        }
    }

    // Never a field that could hold card data.
    private static int adviceField(Section s) {
        if (!s.has(ADVICE_FIELD)) {
            return 0;
        }
        int field = s.number(ADVICE_FIELD, 44, 48);
        if (field != 44 && field != 48) {
            throw s.hole(ADVICE_FIELD, "is neither 44 nor 48");
        }
        return field;
    }

    private static Rate rate(Section s) {
        Rate rate = new Rate(s.number("perSecond", 1, 100_000), s.number("burst", 4, 100_000));
        s.end();
        return rate;
    }

    private static Repeats wait(Section s) {
        Repeats wait = new Repeats(s.span("first"), s.span("most"), s.number("max", 1, 100));
        s.end();
        return wait;
    }

    private static RetryCalendar calendar(Section s) {
        List<Row> rows = new ArrayList<>();
        for (Section one : s.sections("calendar")) {
            rows.add(new Row(
                    one.word("scheme", Brand.class),
                    day(one, "from"),
                    one.number("attempts", 1, 1000),
                    one.span("within"),
                    words(one, "never"),
                    words(one, "neverAdvice"),
                    waits(one)));
            one.end();
        }
        return new RetryCalendar(rows);
    }

    private static Set<String> words(Section s, String key) {
        return s.has(key) ? Set.copyOf(s.words(key)) : Set.of();
    }

    private static Map<String, Duration> waits(Section s) {
        Map<String, Duration> waits = new HashMap<>();
        if (s.has("waits")) {
            Section words = s.section("waits");
            words.keys().forEach(word -> waits.put(word, words.span(word)));
        }
        return waits;
    }

    static LocalDate day(Section s, String key) {
        try {
            return LocalDate.parse(s.text(key));
        } catch (DateTimeParseException e) {
            throw s.hole(key, "is no day such as 2025-05-19");
        }
    }
}
