package dev.tidegate.cards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.emv.stripe.ServiceCode;
import dev.tidegate.emv.stripe.Stripe;
import dev.tidegate.emv.stripe.StripeRules;
import dev.tidegate.emv.stripe.Swipe;
import dev.tidegate.simulator.card.Face;
import dev.tidegate.simulator.card.SimulatedCard;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A swipe, told: what is on the stripe, but no digit of it, and what it may be used for. */
final class SwipeTrace {
    private SwipeTrace() {}

    /** How a card can be read. */
    static List<String> ways(SimulatedCard card) {
        List<String> ways = new ArrayList<>();
        if (card.has(Face.CONTACT)) {
            ways.add("inserted");
        }
        if (card.has(Face.CONTACTLESS)) {
            ways.add("tapped");
        }
        if (!card.tracks().isEmpty()) {
            ways.add("swiped");
        }
        return ways;
    }

    static void tell(PrintWriter out, List<String> tracks, int chipFailures, boolean json) {
        if (tracks.isEmpty()) {
            throw new IllegalArgumentException("this card cannot be swiped");
        }
        Swipe swipe = Stripe.ofText(String.join("", tracks).getBytes(StandardCharsets.US_ASCII));
        Map<String, String> facts = facts(swipe, chipFailures);
        if (json) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            facts.forEach(node::put);
            out.println(node.toPrettyString());
        } else {
            facts.forEach((name, value) -> Told.line(out, name, value));
        }
    }

    private static Map<String, String> facts(Swipe swipe, int chipFailures) {
        Map<String, String> facts = new LinkedHashMap<>();
        switch (swipe) {
            case Swipe.Unreadable(var fault) -> facts.put("stripe", "unreadable: " + fault);
            case Swipe.Enciphered enciphered -> facts.put("stripe", "enciphered by the reader");
            case Swipe.Clear(var card, var code) -> {
                try (card) {
                    facts.put("card", card.pan().masked().toString());
                    facts.put("track 2", card.track2() == null ? "missing" : "read, not shown");
                }
                facts.put("service code", told(code));
                facts.put("verdict", told(new StripeRules(true, false).judge(code, chipFailures)));
            }
        }
        return facts;
    }

    private static String told(@Nullable ServiceCode code) {
        return code == null
                ? "unreadable"
                : (code.hasChip() ? "has a chip" : "no chip")
                        + (code.isOnlineOnly() ? ", issuer approves each use" : "")
                        + (code.needsPin() ? ", asks for a PIN" : "");
    }

    private static String told(StripeRules.Verdict verdict) {
        return switch (verdict) {
            case StripeRules.Verdict.UseChip ignored -> "insert or tap the chip instead";
            case StripeRules.Verdict.Refuse(var why) -> "refused: " + why;
            case StripeRules.Verdict.Take(var fallback, var onlineOnly, var ignored) ->
                "taken" + (fallback ? " in the place of the chip" : "")
                        + (onlineOnly == null ? "" : ", only with the host: " + onlineOnly);
        };
    }
}
