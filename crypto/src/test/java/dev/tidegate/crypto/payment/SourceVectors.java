package dev.tidegate.crypto.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.Vectors;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Vectors that were taken out of the tests of another project: named values, by file. Counts what is compared, and
 * knows which names nobody has read, so that a file is compared whole or the test fails.
 */
public final class SourceVectors {
    private final String name;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Set<String> unread = new TreeSet<>();
    private String source = "";
    private int compared;

    public SourceVectors(String name) {
        this.name = name;
        for (JsonNode file : Vectors.read(name).get("files")) {
            for (JsonNode value : file.get("vectors")) {
                String key = file.get("path").asText() + " " + value.get("name").asText();
                values.put(key, value.get("value"));
                unread.add(key);
            }
        }
    }

    /** Takes the names that follow from this file. */
    public SourceVectors in(String path) {
        source = path;
        return this;
    }

    public boolean has(String value) {
        return values.containsKey(source + " " + value);
    }

    public String text(String value) {
        return node(value).asText();
    }

    public byte[] bytes(String value) {
        return HexFormat.of().parseHex(text(value));
    }

    public byte[] bytes(String value, int index) {
        return HexFormat.of().parseHex(node(value).get(index).asText());
    }

    public int count(String value) {
        return node(value).size();
    }

    public void same(String value, byte[] actual) {
        assertThat(actual).as(source + " " + value).isEqualTo(bytes(value));
        compared++;
    }

    public void same(String value, int index, byte[] actual) {
        assertThat(actual).as(source + " " + value + " " + index).isEqualTo(bytes(value, index));
        compared++;
    }

    /** For a value that is no output of one function: the caller has compared it. */
    public void counted() {
        compared++;
    }

    /** Says the count, and fails where a value was left out or the count is not the one known. */
    public void finish(int known) {
        Vectors.compared(name, compared);
        assertThat(unread).as("values of " + name + " that nobody looked at").isEmpty();
        assertThat(compared).isEqualTo(known);
    }

    private JsonNode node(String value) {
        String key = source + " " + value;
        unread.remove(key);
        JsonNode node = values.get(key);
        if (node == null) {
            throw new AssertionError("no value " + key);
        }
        return node;
    }
}
