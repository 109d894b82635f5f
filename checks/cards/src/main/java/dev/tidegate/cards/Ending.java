package dev.tidegate.cards;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.port.CardRead;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a transaction ended, in words that name no card but by its last four digits.
 *
 * @param outcome of the first cryptogram, or why there is none
 * @param facts what else is known, by name, in the order of telling
 */
public record Ending(String outcome, Map<String, String> facts) {
    static Ending without(EndReason reason) {
        return new Ending("no cryptogram: " + reason, Map.of());
    }

    /** @param last empty where nobody was asked */
    static Ending of(CardRead.Answered read, String last) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("card", read.card().pan().masked() + ", " + read.label() + ", " + read.aid());
        facts.put("cardholder", read.cvm().name());
        facts.put("data authentication", read.odaPassed() ? "passed" : "not passed");
        facts.put("TVR", read.tvr().toString());
        facts.put("TSI", read.tsi().hex());
        if (!last.isEmpty()) {
            facts.put("last word", last);
        }
        return new Ending(word(read.outcome()), facts);
    }

    static Ending of(CardRead.Swiped read) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("card", read.card().pan().masked().toString());
        facts.put("cardholder", read.cvm().name());
        facts.put("offline", read.onlineOnly().name());
        return new Ending("the host is asked, with a track and no cryptogram", facts);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Approved ignored -> "approved by the card, TC (Y1)";
            case Outcome.AskHost ignored -> "the host is asked, ARQC";
            case Outcome.Declined ignored -> "declined by the card, AAC";
            case Outcome.Ended(var reason) -> "no cryptogram: " + reason;
        };
    }
}
