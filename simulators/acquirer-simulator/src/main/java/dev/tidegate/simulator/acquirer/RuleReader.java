package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads rules from the control API's JSON. Strict: a property that its action has no use for is refused. */
final class RuleReader {
    /** Ten minutes; longer than any timer of a gateway. */
    private static final int MILLIS_MAX = 600_000;

    private static final int TIMES_MAX = 1_000_000;
    private static final int COUNT_MAX = 1000;
    private static final long AMOUNT_MAX = 999_999_999_999L;

    private final Dialect dialect;

    /** A reader of rules whose codes are those of a dialect. */
    RuleReader(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Reads a list of rules.
     *
     * @throws BadRequestException when it is not one
     */
    List<Rule> rules(JsonNode body) {
        if (!body.isArray()) {
            throw new BadRequestException("expected a list of rules");
        }
        var rules = new ArrayList<Rule>();
        for (JsonNode rule : body) {
            rules.add(rule(rule));
        }
        return rules;
    }

    private Rule rule(JsonNode rule) {
        RuleAction action = action(text(rule, "action", "[a-zA-Z]{1,20}"), rule);
        int nth = rule.has("nth") ? (int) number(rule, "nth", 1, TIMES_MAX) : 1;
        int times = rule.has("times") ? (int) number(rule, "times", 1, TIMES_MAX) : Rule.ALWAYS;
        return new Rule(match(rule.path("match")), action, nth, times);
    }

    private RuleAction action(String name, JsonNode rule) {
        return switch (name) {
            case "answer" -> new RuleAction.Answer(code(allowing(rule, "code")));
            case "decline" -> new RuleAction.Decline(codeOrDecline(allowing(rule, "code")));
            case "approvePart" -> new RuleAction.ApprovePart((int) number(allowing(rule, "percent"), "percent", 1, 99));
            case "delay" -> new RuleAction.Delay(millis(allowing(rule, "millis"), 1));
            case "answerAfterReversal" -> only(rule, new RuleAction.AnswerAfterReversal());
            case "dropBeforeBooking" -> only(rule, new RuleAction.DropBeforeBooking());
            case "bookThenDrop" -> only(rule, new RuleAction.BookThenDrop());
            case "bookThenSilence" -> only(rule, new RuleAction.BookThenSilence());
            case "reset" -> only(rule, new RuleAction.Reset());
            case "duplicateAnswer" -> only(rule, new RuleAction.DuplicateAnswer());
            case "wrongAnswer" -> new RuleAction.WrongAnswer(part(allowing(rule, "what")));
            case "interim" ->
                new RuleAction.Interim(
                        (int) number(allowing(rule, "count", "millis"), "count", 1, COUNT_MAX), millisOrZero(rule));
            case "together" -> new RuleAction.Together((int) number(allowing(rule, "count"), "count", 2, COUNT_MAX));
            case "stopReading" -> new RuleAction.StopReading(millisOrZero(allowing(rule, "millis")));
            case "refuseConnections" -> new RuleAction.RefuseConnections(millisOrZero(allowing(rule, "millis")));
            case "neverAnswer" -> only(rule, new RuleAction.NeverAnswer());
            case "totalsOff" ->
                new RuleAction.TotalsOff(number(allowing(rule, "amount"), "amount", -AMOUNT_MAX, AMOUNT_MAX));
            default ->
                only(
                        rule,
                        new RuleAction.Spoil(
                                Spoiling.named(name).orElseThrow(() -> new BadRequestException("no such action"))));
        };
    }

    private static RuleAction only(JsonNode rule, RuleAction action) {
        allowing(rule);
        return action;
    }

    private static RuleAction.WrongAnswer.Part part(JsonNode rule) {
        return RuleAction.WrongAnswer.Part.valueOf(
                text(rule, "what", "stan|tid|amount|mti").toUpperCase(Locale.ROOT));
    }

    private RuleMatch match(JsonNode match) {
        var fields = new HashMap<Integer, String>();
        if (match.isMissingNode()) {
            return new RuleMatch("", fields, "", "");
        }
        onlyKnown(match, Set.of("mti", "tid", "amount", "stan", "cents", "tidEnd"));
        if (match.has("tid")) {
            fields.put(41, "%-8s".formatted(text(match, "tid", "[ -~]{1,8}")));
        }
        if (match.has("stan")) {
            fields.put(11, text(match, "stan", "[0-9]{6}"));
        }
        if (match.has("amount")) {
            fields.put(4, Digits.padded(number(match, "amount", 0, AMOUNT_MAX), 12));
        }
        return new RuleMatch(
                optional(match, "mti", "[" + dialect.network().digits().charAt(0) + "x][0-9x]{3}"),
                fields,
                optional(match, "cents", "[0-9]{2}"),
                optional(match, "tidEnd", "[!-~]{1,8}"));
    }

    private static String optional(JsonNode object, String name, String shape) {
        return object.has(name) ? text(object, name, shape) : "";
    }

    private static JsonNode allowing(JsonNode rule, String... own) {
        var known = new TreeSet<>(Set.of(own));
        known.addAll(Set.of("match", "action", "nth", "times"));
        onlyKnown(rule, known);
        return rule;
    }

    private static void onlyKnown(JsonNode object, Set<String> known) {
        if (!object.isObject()) {
            throw new BadRequestException("expected an object");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new BadRequestException("a property here is not one of " + new TreeSet<>(known));
            }
        });
    }

    /** DE 39 as the dialect writes it, or the name of a {@link ResponseCode}. */
    private String code(JsonNode rule) {
        String shape = dialect.network().is1993() ? "[0-9]{3}" : "[A-Z0-9]{2}";
        String text = text(rule, "code", shape + "|" + ResponseCode.NAMES);
        if (text.matches(shape)) {
            return text;
        }
        return ResponseCode.named(text)
                .map(code -> code.text(dialect.network()))
                .orElseThrow(() -> new BadRequestException("no response code has this name"));
    }

    private String codeOrDecline(JsonNode rule) {
        return rule.has("code") ? code(rule) : ResponseCode.DO_NOT_HONOUR.text(dialect.network());
    }

    private static Duration millisOrZero(JsonNode rule) {
        return rule.has("millis") ? millis(rule, 0) : Duration.ZERO;
    }

    private static Duration millis(JsonNode rule, int least) {
        return Duration.ofMillis(number(rule, "millis", least, MILLIS_MAX));
    }

    private static String text(JsonNode object, String name, String shape) {
        JsonNode value = object.path(name);
        if (!value.isTextual() || !value.textValue().matches(shape)) {
            throw new BadRequestException(name + " must be text of the shape " + shape);
        }
        return value.textValue();
    }

    private static long number(JsonNode object, String name, long least, long most) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || outside(value.longValue(), least, most)) {
            throw new BadRequestException(name + " must be a number from " + least + " to " + most);
        }
        return value.longValue();
    }

    private static boolean outside(long value, long least, long most) {
        return value < least || value > most;
    }
}
