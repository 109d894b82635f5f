package dev.tidegate.simulator.acquirer;

import java.util.LinkedHashMap;
import java.util.Locale;
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
            case RuleAction.ApprovePart(var percent) -> action(shown, "approvePart", "percent", percent);
            case RuleAction.Delay(var by) -> action(shown, "delay", "millis", by.toMillis());
            case RuleAction.AnswerAfterReversal() -> shown.put("action", "answerAfterReversal");
            case RuleAction.DropBeforeBooking() -> shown.put("action", "dropBeforeBooking");
            case RuleAction.BookThenDrop() -> shown.put("action", "bookThenDrop");
            case RuleAction.BookThenSilence() -> shown.put("action", "bookThenSilence");
            case RuleAction.Reset() -> shown.put("action", "reset");
            case RuleAction.DuplicateAnswer() -> shown.put("action", "duplicateAnswer");
            case RuleAction.WrongAnswer(var part) ->
                action(shown, "wrongAnswer", "what", part.name().toLowerCase(Locale.ROOT));
            case RuleAction.Interim(var count, var gap) -> {
                action(shown, "interim", "count", count);
                shown.put("millis", gap.toMillis());
            }
            case RuleAction.Spoil(var how) -> shown.put("action", how.actionName());
            case RuleAction.Together(var count) -> action(shown, "together", "count", count);
            case RuleAction.StopReading(var time) -> action(shown, "stopReading", "millis", time.toMillis());
            case RuleAction.RefuseConnections(var time) ->
                action(shown, "refuseConnections", "millis", time.toMillis());
            case RuleAction.NeverAnswer() -> shown.put("action", "neverAnswer");
            case RuleAction.TotalsOff(var amount) -> action(shown, "totalsOff", "amount", amount);
        }
        if (rule.nth() != 1) {
            shown.put("nth", rule.nth());
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
        if (!match.cents().isEmpty()) {
            shown.put("cents", match.cents());
        }
        if (!match.tidEnd().isEmpty()) {
            shown.put("tidEnd", match.tidEnd());
        }
        return shown;
    }
}
