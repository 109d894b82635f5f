package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.FramePlaces.Place;
import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a scenario differs from run to run with the clock: values that the player marked, wherever they are said
 * again (a reference number on a slip), dates, times of day and the ids of payments, which begin with a time.
 */
final class TimeFields {
    /** Shorter ones stand in other numbers by chance. */
    private static final int WORD_MIN = 4;

    private static final Pattern TIMES =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b"
                    + "|\\b\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?"
                    + "|\\b\\d{2}\\.\\d{2}\\.(?:\\d{4}|\\d{2})\\b"
                    + "|\\b\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?\\b"
                    + "|\\b\\d+(?:[.,]\\d+)? (?:µs|ms|s|min)\\b");

    private final List<String> words;
    private final boolean everything;

    private TimeFields(Set<String> words, boolean everything) {
        this.words = List.copyOf(words);
        this.everything = everything;
    }

    /** Whether a scenario is of section H, which reports figures: everything that it says differs. */
    static boolean isFigures(ScenarioRun run) {
        return run.id().startsWith("H");
    }

    /** Those of a scenario. */
    static TimeFields of(ScenarioRun run) {
        Set<String> words =
                new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (FrameSeen frame : run.frames()) {
            frame.fields().stream()
                    .filter(FieldSeen::isTime)
                    .map(FieldSeen::value)
                    .forEach(words::add);
        }
        for (Check check : run.checks()) {
            if (check.isTime()) {
                words.add(check.expected());
                words.add(check.seen());
            }
        }
        words.removeIf(word -> word.length() < WORD_MIN || word.chars().noneMatch(Character::isDigit));
        return new TimeFields(words, isFigures(run));
    }

    /** Of what belongs to no scenario: dates and times alone. */
    static TimeFields general() {
        return new TimeFields(Set.of(), false);
    }

    /** A part of a text, from one character to before another. */
    record Span(int from, int to) {}

    /** Where in a text such a value stands, in order, none within another. */
    List<Span> in(String text) {
        if (everything) {
            return text.isEmpty() ? List.of() : List.of(new Span(0, text.length()));
        }
        List<Span> spans = new ArrayList<>();
        for (String word : words) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
                add(spans, at, at + word.length());
            }
        }
        Matcher time = TIMES.matcher(text);
        while (time.find()) {
            add(spans, time.start(), time.end());
        }
        spans.sort(Comparator.comparing(Span::from));
        return spans;
    }

    /** Where in a frame's hex the clock shows; all of it where a marked field cannot be found in it. */
    static List<Span> inHex(FrameSeen frame) {
        List<Integer> marked = frame.fields().stream()
                .filter(FieldSeen::isTime)
                .map(FieldSeen::number)
                .toList();
        List<Span> spans = FramePlaces.of(frame).stream()
                .filter(place -> marked.contains(place.field()))
                .map(TimeFields::span)
                .toList();
        return spans.size() == marked.size()
                ? spans
                : List.of(new Span(0, frame.hex().length()));
    }

    private static Span span(Place place) {
        return new Span(place.from(), place.to());
    }

    // The first that claims a place keeps it: marked values before what only looks like a time.
    private static void add(List<Span> spans, int from, int to) {
        if (spans.stream().noneMatch(span -> span.from() < to && from < span.to())) {
            spans.add(new Span(from, to));
        }
    }
}
