package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.FramePlaces.Form;
import dev.tidegate.certification.evidence.FramePlaces.Place;
import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for card numbers in what is to be handed in: in digits, grouped as on a card, in hex, packed at either nibble,
 * and in ASCII and EBCDIC within hex.
 *
 * <p>One window of digits in ten passes the check digit, and a frame is digits from end to end: a number that begins in
 * one field and ends in the next is none. So frames are cut at their fields, DE 55 at its tags and composed fields at
 * their parts, and each piece is looked at alone, with what no field explains as pieces of its own. A frame that has no
 * fields was not understood: it may have no run of digits at all. Codes over a message (DE 64, 128, tags 9F26, 91) are
 * chance and not looked at. Files are looked at without what was looked at in the records.
 */
final class CardNumberScan {
    /** Without zeros before it, as amounts have them. */
    private static final Pattern RUN = Pattern.compile("[1-9][0-9]{12,}");

    private static final Pattern GROUPED =
            Pattern.compile("(?<![\\w-])\\d{4}([ -])(?:\\d{4}\\1\\d{4}\\1\\d{1,7}|\\d{6}\\1\\d{4,5})(?![\\w-])");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f*]{26,}");
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Fa-f*]+");
    private static final Pattern ASCII_DIGITS = Pattern.compile("(?:3[0-9]){13,}");
    private static final Pattern EBCDIC_DIGITS = Pattern.compile("(?:F[0-9]){13,}");
    /** Digests of files and commits: computed here, over what was looked at. */
    private static final Pattern DIGEST = Pattern.compile("\\b(?:[0-9a-f]{64}|[0-9a-f]{40})\\b");

    private static final Set<Integer> CODES = Set.of(64, 128);
    /** DE 48 of dialects that tag it: three digits of tag, three of length. */
    private static final int PRIVATE = 48;

    private static final Pattern TAGGED = Pattern.compile("[0-9]{3}([0-9]{3})");
    private static final Set<String> CODE_TAGS = Set.of("9F26", "91");
    /** Parts of composed fields, in digits: original data of 1987 and 1993, replacement and original amounts. */
    private static final Map<Integer, int[]> PARTS = Map.of(
            90, new int[] {4, 6, 10, 11, 11},
            56, new int[] {4, 6, 12, 2, 11},
            95, new int[] {12, 12, 9, 9},
            30, new int[] {12, 12});

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private final List<String> found = new ArrayList<>();
    /** By scenario: values that were looked at as what they are, the longest first. */
    private final Map<String, Set<String>> known = new HashMap<>();
    /** Those of what is being looked at. */
    private Set<String> seen = Set.of();

    /** Looks at what was recorded, and remembers it. */
    void records(PackFacts facts, List<ScenarioRun> runs) {
        Stream.of(facts.product(), facts.profile(), facts.host(), facts.zone())
                .forEach(each -> text("the run's facts", each));
        for (ScenarioRun run : runs) {
            Set<String> values = new TreeSet<>(LONGEST_FIRST);
            known.put(run.id(), values);
            for (FrameSeen frame : run.frames()) {
                frame(run.id() + ": frame " + frame.number(), frame);
                Stream.concat(Stream.of(frame.hex()), frame.fields().stream().map(FieldSeen::value))
                        .filter(value -> value.length() >= CardNumbers.DIGITS_MIN)
                        .forEach(values::add);
            }
            seen = values;
            words(run);
            seen = Set.of();
        }
    }

    /** Looks at a file before it is written. */
    void file(PackFile file) {
        seen = known.getOrDefault(file.scenario(), Set.of());
        if (file.scenario().isEmpty()) {
            seen = new TreeSet<>(LONGEST_FIRST);
            known.values().forEach(seen::addAll);
        }
        for (String each : file.spoken()) {
            text((file.scenario().isEmpty() ? "the pack" : file.scenario()) + ": " + file.name(), each);
        }
    }

    /** @throws CardNumberFoundException at least one was found */
    void close() {
        if (!found.isEmpty()) {
            throw new CardNumberFoundException(found.stream().distinct().toList());
        }
    }

    private void frame(String where, FrameSeen frame) {
        String hex = frame.hex().toUpperCase(Locale.ROOT);
        if (frame.fields().isEmpty()) {
            if (RUN.matcher(hex).find()) {
                found.add(where + ", which has no fields and is not masked whole");
            }
            return;
        }
        for (FieldSeen field : frame.fields()) {
            field(where + ", DE " + field.number(), field);
        }
        int from = 0;
        Optional<Place> head = FramePlaces.head(frame);
        if (head.isPresent()) {
            nibbles(where + ", before the MTI", hex.substring(0, head.get().from()));
            from = head.get().to();
        }
        for (Place place : FramePlaces.of(frame)) {
            nibbles(where + ", before DE " + place.field(), hex.substring(from, place.from()));
            if (place.form() == Form.NIBBLES) {
                field(where + ", DE " + place.field(), place.field(), hex.substring(place.from(), place.to()));
            }
            from = place.to();
        }
        nibbles(where + ", from offset " + from / 2, hex.substring(from));
    }

    private void field(String where, FieldSeen field) {
        field(where, field.number(), field.value());
    }

    private void field(String where, int number, String value) {
        if (CODES.contains(number)) {
            return;
        }
        int from = 0;
        for (int part : number == PRIVATE ? tagged(value) : PARTS.getOrDefault(number, new int[0])) {
            int to = Math.min(value.length(), from + part);
            text(where, value.substring(from, to));
            from = to;
        }
        text(where, value.substring(from));
    }

    /** The lengths of tags, lengths and values, where all of the field is such. */
    private static int[] tagged(String value) {
        IntStream.Builder parts = IntStream.builder();
        int from = 0;
        while (from < value.length()) {
            Matcher head = TAGGED.matcher(value).region(from, value.length());
            int length = head.lookingAt() ? Integer.parseInt(head.group(1)) : Integer.MAX_VALUE;
            if (length > value.length() - head.regionStart() - 6) {
                return new int[0];
            }
            parts.add(6).add(length);
            from += 6 + length;
        }
        return parts.build().toArray();
    }

    private void words(ScenarioRun run) {
        String where = run.id() + ": ";
        Stream.of(run.id(), run.section(), run.title(), run.proves(), run.because())
                .forEach(each -> text(where + "its head", each));
        run.preconditions().forEach(each -> text(where + "preconditions", each));
        run.steps().forEach(step -> text(where + "step " + step.number(), step.who() + ". " + step.what()));
        run.steps().forEach(step -> text(where + "display after step " + step.number(), step.display()));
        run.checks()
                .forEach(check -> Stream.of(check.about(), check.expected(), check.seen())
                        .forEach(each -> text(where + "check of " + safe(check.about()), each)));
        run.before().rows().forEach(row -> text(where + "books before", row));
        run.after().rows().forEach(row -> text(where + "books after", row));
        run.moves()
                .forEach(move -> Stream.of(move.payment(), move.from(), move.to(), move.why())
                        .forEach(each -> text(where + "states", each)));
        run.slips().forEach(slip -> slip.lines().forEach(line -> text(where + "slip, " + safe(slip.copy()), line)));
        run.frames().forEach(frame -> frame.fields().forEach(field -> text(where + "field names", field.name())));
    }

    // A place is told; a number that stands in its name is not.
    private static String safe(String name) {
        return name.replaceAll("\\d{5,}", "…");
    }

    private void text(String where, String text) {
        boolean harmless = !RUN.matcher(text).find()
                && !HEX.matcher(text).find()
                && !GROUPED.matcher(text).find();
        if (harmless || seen.contains(text)) {
            return;
        }
        String left = DIGEST.matcher(without(text)).replaceAll("\u0000");
        runs(where, left);
        Matcher grouped = GROUPED.matcher(left);
        while (grouped.find()) {
            if (CardNumbers.isIssued(grouped.group().replaceAll("[ -]", ""))) {
                found.add(where + ", in groups");
            }
        }
        Matcher hex = HEX.matcher(left);
        while (hex.find()) {
            tokens(where, hex.group().toUpperCase(Locale.ROOT));
        }
    }

    private String without(String text) {
        String left = text;
        for (String each : seen) {
            if (left.length() >= each.length()) {
                left = left.replace(each, "\u0000");
            }
        }
        return left;
    }

    // Between letters of hex a run is packed digits, as likely as not: TLV tells where its values begin.
    private void runs(String where, String text) {
        Matcher run = RUN.matcher(text);
        while (run.find()) {
            boolean inHex = isHexLetter(text, run.start() - 1) || isHexLetter(text, run.end());
            boolean card = run.group().length() <= CardNumbers.DIGITS_MAX && !inHex
                    ? CardNumbers.isOne(run.group())
                    : !isTlv(text, run.start()) && CardNumbers.indexIn(run.group()) >= 0;
            if (card) {
                found.add(where + ", in digits");
            }
        }
    }

    private static boolean isTlv(String text, int at) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.start() <= at && at < token.end()) {
                return TlvValues.of(token.group()).isPresent();
            }
        }
        return false;
    }

    private void tokens(String where, String hex) {
        TlvValues.of(hex)
                .ifPresentOrElse(
                        values -> values.stream()
                                .filter(value -> !CODE_TAGS.contains(value.tag()))
                                .forEach(value -> nibbles(where + ", tag " + value.tag(), value.hex())),
                        () -> characters(where, hex));
    }

    private void nibbles(String where, String hex) {
        if (characters(where, hex)) {
            return;
        }
        Matcher run = RUN.matcher(hex);
        while (run.find()) {
            if (CardNumbers.indexIn(run.group()) >= 0) {
                found.add(where + ", packed at nibble " + run.start());
            }
        }
    }

    /** Whether digits in ASCII or EBCDIC are all there is, so that they are no packed ones. */
    private boolean characters(String where, String hex) {
        boolean all = false;
        for (Pattern digits : List.of(ASCII_DIGITS, EBCDIC_DIGITS)) {
            Matcher run = digits.matcher(hex);
            while (run.find()) {
                String plain = plain(run.group()).replaceFirst("^0+", "");
                boolean whole =
                        plain.length() <= CardNumbers.DIGITS_MAX && run.group().length() == hex.length();
                if (whole ? CardNumbers.isOne(plain) : CardNumbers.indexIn(plain) >= 0) {
                    found.add(where + ", in " + (digits == EBCDIC_DIGITS ? "EBCDIC" : "ASCII") + " within hex");
                }
                all |= run.group().length() == hex.length();
            }
        }
        return all;
    }

    private static String plain(String zoned) {
        StringBuilder digits = new StringBuilder();
        for (byte each : HexFormat.of().parseHex(zoned)) {
            digits.append(each & 0x0F);
        }
        return digits.toString();
    }

    private static boolean isHexLetter(String text, int at) {
        return at >= 0 && at < text.length() && "ABCDEFabcdef*".indexOf(text.charAt(at)) >= 0;
    }
}
