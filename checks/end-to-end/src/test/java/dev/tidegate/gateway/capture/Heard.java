package dev.tidegate.gateway.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the host has heard from one terminal. */
final class Heard {
    /** Time of sending, and the codes that cover it. */
    private static final Set<String> OF_EACH_SENDING = Set.of("7", "64", "128");

    private static final List<String> OF_THE_ORIGINAL = List.of("25", "30", "48", "56", "90");

    private final List<JsonNode> frames;

    Heard(List<JsonNode> all, String tid) {
        frames = all.stream()
                .filter(frame -> frame.path("fields").path("41").asText().equals(tid))
                .toList();
    }

    /** Fields in which a repeat differs from the first sending, and repeats without a first one. */
    List<String> changedInRepeats() {
        Map<String, Map<String, String>> first = new HashMap<>();
        List<String> changed = new ArrayList<>();
        for (JsonNode frame : frames) {
            String mti = frame.path("mti").asText();
            Map<String, String> fields = fields(frame);
            fields.keySet().removeAll(OF_EACH_SENDING);
            String key = mti.substring(0, 3) + " " + fields.get("11");
            if (!mti.endsWith("1")) {
                if (first.put(key, fields) != null) {
                    changed.add(mti + " was sent twice without the mark of a repeat");
                }
            } else if (!fields.equals(first.get(key))) {
                changed.add(mti + " says " + fields + ", the first " + first.get(key));
            }
        }
        return changed;
    }

    /** What the first reversal says of the message that it takes back, by that one's own words. */
    String reversal() {
        JsonNode reversal = frames.stream()
                .filter(frame -> frame.path("mti").asText().charAt(1) == '4')
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no reversal"));
        Map<String, String> original = fields(frames.getFirst());
        Map<String, String> said = fields(reversal);
        return OF_THE_ORIGINAL.stream()
                .filter(said::containsKey)
                .map(field -> field + "="
                        + said.getOrDefault(field, "")
                                .replace(of(original, "37"), "RRN")
                                .replace(of(original, "4"), "AMOUNT")
                                .replace(of(original, "11") + of(original, "7"), "STAN+SENT")
                                .replace(of(original, "11"), "STAN")
                                .replace(of(original, "12"), "TIME"))
                .collect(Collectors.joining(" "));
    }

    /** Network messages, as {@link Speech#network()} has them. */
    static Set<String> network(List<JsonNode> all) {
        return all.stream()
                .filter(frame -> frame.path("mti").asText().charAt(1) == '8')
                .map(frame -> {
                    JsonNode fields = frame.path("fields");
                    String function =
                            fields.path("70").asText() + fields.path("24").asText();
                    return (frame.path("mti").asText() + " " + function + " "
                                    + fields.path("39").asText())
                            .strip();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> fields(JsonNode frame) {
        Map<String, String> fields = new TreeMap<>();
        frame.path("fields")
                .fields()
                .forEachRemaining(e -> fields.put(e.getKey(), e.getValue().asText()));
        return fields;
    }

    private static String of(Map<String, String> fields, String field) {
        return Objects.requireNonNull(fields.get(field), field);
    }
}
