package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads rules from the control API's JSON. Strict: a property that its action has no use for is refused. */
final class RuleReader {
    private static final String DEFAULT_DECLINE = ResponseCode.DO_NOT_HONOUR;
    /** Ten minutes; longer than any timer of a gateway. */
    private static final int MILLIS_MAX = 600_000;

    private static final int TIMES_MAX = 1_000_000;
    private static final long AMOUNT_MAX = 999_999_999_999L;

    private RuleReader() {}

    /**
     * Reads a list of rules.
     *
     * @throws BadRequestException when it is not one
     */
    static List<Rule> rules(JsonNode body) {
        if (!body.isArray()) {
            throw new BadRequestException("expected a list of rules");
        }
        var rules = new ArrayList<Rule>();
        for (JsonNode rule : body) {
            rules.add(rule(rule));
        }
        return rules;
    }

    private static Rule rule(JsonNode rule) {
        String name = text(rule, "action", "[a-zA-Z]{1,20}");
        RuleAction action = switch (name) {
            case "answer" -> new RuleAction.Answer(code(allowing(rule, "code")));
            case "decline" -> new RuleAction.Decline(allowing(rule, "code").has("code") ? code(rule) : DEFAULT_DECLINE);
            case "delay" -> new RuleAction.Delay(millis(allowing(rule, "millis"), 1));
            case "dropBeforeBooking" -> {
                allowing(rule);
                yield new RuleAction.DropBeforeBooking();
            }
            case "bookThenDrop" -> {
                allowing(rule);
                yield new RuleAction.BookThenDrop();
            }
            case "refuseConnections" ->
                new RuleAction.RefuseConnections(
                        allowing(rule, "millis").has("millis") ? millis(rule, 0) : Duration.ZERO);
            case "neverAnswer" -> {
                allowing(rule);
                yield new RuleAction.NeverAnswer();
            }
            default -> throw new BadRequestException("no such action");
        };
        int times = rule.has("times") ? (int) number(rule, "times", 1, TIMES_MAX) : Rule.ALWAYS;
        return new Rule(match(rule.path("match")), action, times);
    }

    private static RuleMatch match(JsonNode match) {
        var fields = new HashMap<Integer, String>();
        if (match.isMissingNode()) {
            return new RuleMatch("", fields);
        }
        onlyKnown(match, Set.of("mti", "tid", "amount", "stan"));
        if (match.has("tid")) {
            fields.put(41, "%-8s".formatted(text(match, "tid", "[ -~]{1,8}")));
        }
        if (match.has("stan")) {
            fields.put(11, text(match, "stan", "[0-9]{6}"));
        }
        if (match.has("amount")) {
            fields.put(4, Digits.padded(number(match, "amount", 0, AMOUNT_MAX), 12));
        }
        return new RuleMatch(match.has("mti") ? text(match, "mti", "0[0-9]{3}") : "", fields);
    }

    private static JsonNode allowing(JsonNode rule, String... own) {
        var known = new TreeSet<>(Set.of(own));
        known.addAll(Set.of("match", "action", "times"));
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

    private static String code(JsonNode rule) {
        return text(rule, "code", "[A-Z0-9]{2}");
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
