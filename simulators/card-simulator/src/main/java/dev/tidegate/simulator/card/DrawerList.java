package dev.tidegate.simulator.card;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The drawer as {@code --list} prints it: a card a line, or JSON. Numbers are told by their last four digits. */
final class DrawerList {
    private DrawerList() {}

    static String text(List<CardProfile> cards) {
        int width = cards.stream().mapToInt(card -> card.name().length()).max().orElse(0);
        return cards.stream()
                .map(card -> String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %-10s  …%s  %s%n",
                        card.name(),
                        card.scheme().brand(),
                        card.number().lastFour(),
                        card.description()))
                .collect(Collectors.joining());
    }

    static String json(List<CardProfile> cards) {
        ArrayNode list = new JsonMapper().createArrayNode();
        for (CardProfile card : cards) {
            ObjectNode entry = list.addObject()
                    .put("name", card.name())
                    .put("brand", card.scheme().brand())
                    .put("last4", card.number().lastFour())
                    .put("description", card.description());
            card.stripe().ifPresent(stripe -> entry.put("serviceCode", stripe.service()));
            ArrayNode faces = entry.putArray("faces");
            card.faces().stream().sorted().forEach(face -> faces.add(word(face)));
            ArrayNode faults = entry.putArray("faults");
            card.faults().forEach(fault -> faults.add(fault.toString()));
        }
        return list.toPrettyString() + "\n";
    }

    static String word(Face face) {
        return face.name().toLowerCase(Locale.ROOT);
    }
}
