package dev.tidegate.simulator.acquirer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A rule as the control API shows it: as it was given, with how often it was used. */
final class RuleView {
    private RuleView() {}

    static Map<String, Object> of(RuleBook.Standing standing) {
        Rule rule = standing.rule();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("match", match(rule.match()));
        switch (rule.action()) {
            case RuleAction.Answer(var code) -> action(shown, "answer", "code", code);
            case RuleAction.Decline(var code) -> action(shown, "decline", "code", code);
            case RuleAction.Delay(var by) -> action(shown, "delay", "millis", by.toMillis());
            case RuleAction.DropBeforeBooking() -> shown.put("action", "dropBeforeBooking");
            case RuleAction.BookThenDrop() -> shown.put("action", "bookThenDrop");
            case RuleAction.RefuseConnections(Duration time) ->
                action(shown, "refuseConnections", "millis", time.toMillis());
            case RuleAction.NeverAnswer() -> shown.put("action", "neverAnswer");
        }
        if (rule.times() != Rule.ALWAYS) {
            shown.put("times", rule.times());
        }
        shown.put("hits", standing.hits());
        return shown;
    }

    private static void action(Map<String, Object> shown, String name, String property, Object value) {
        shown.put("action", name);
        shown.put(property, value);
    }

    private static Map<String, Object> match(RuleMatch match) {
        var shown = new LinkedHashMap<String, Object>();
        if (!match.mti().isEmpty()) {
            shown.put("mti", match.mti());
        }
        match.fields().forEach((number, value) -> {
            switch (number) {
                case 41 -> shown.put("tid", value.stripTrailing());
                case 11 -> shown.put("stan", value);
                default -> shown.put("amount", Long.parseLong(value));
            }
        });
        return shown;
    }
}
