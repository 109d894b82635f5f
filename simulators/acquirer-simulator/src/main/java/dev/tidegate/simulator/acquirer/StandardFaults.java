package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.simulator.acquirer.books.Json;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Faults that a gateway chooses by what it sends, without the control API: by the cents of DE 4, or by the end of the
 * terminal's name. The table is {@code standard-faults.json}; a number means the same in both ways.
 */
final class StandardFaults {
    private static final String TABLE = "standard-faults.json";

    /** Ways to choose. */
    enum Chosen {
        NO,
        BY_CENTS,
        BY_TERMINAL,
        BY_BOTH;

        private boolean byCents() {
            return this == BY_CENTS || this == BY_BOTH;
        }

        private boolean byTerminal() {
            return this == BY_TERMINAL || this == BY_BOTH;
        }
    }

    private StandardFaults() {}

    static List<Rule> rules(Chosen chosen, Dialect dialect) {
        ArrayNode rules = Json.MAPPER.createArrayNode();
        for (JsonNode row : table()) {
            for (JsonNode type : row.path("types")) {
                if (chosen.byCents()) {
                    rules.add(rule(row, type, "cents", row.path("number").asText()));
                }
                if (chosen.byTerminal()) {
                    rules.add(rule(row, type, "tidEnd", "F" + row.path("number").asText()));
                }
            }
        }
        return new RuleReader(dialect).rules(rules);
    }

    /** The table as text, a line each, for the help. */
    static List<String> described() {
        var lines = new ArrayList<String>();
        table().forEach(row ->
                lines.add(row.path("number").asText() + "  " + row.path("is").asText()));
        return lines;
    }

    private static JsonNode rule(JsonNode row, JsonNode type, String property, String value) {
        ObjectNode rule = row.path("rule").deepCopy();
        rule.putObject("match").put("mti", type.asText()).put(property, value);
        return rule;
    }

    private static JsonNode table() {
        try (InputStream json = Objects.requireNonNull(StandardFaults.class.getResourceAsStream(TABLE))) {
            return Json.MAPPER.readTree(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the table of standard faults cannot be read", unreadable);
        }
    }
}
