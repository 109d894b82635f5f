package dev.tidegate.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Published vectors, read from {@code src/test/resources/vectors}; their origin is in the table there. */
public final class Vectors {
    private Vectors() {}

    public static JsonNode read(String name) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + name), name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each test of a Wycheproof file beside its group. */
    public record Case(JsonNode group, JsonNode test) {
        public byte[] bytes(String field) {
            return hex(test, field);
        }

        public int size(String field) {
            return group.get(field).asInt();
        }

        public boolean valid() {
            return !test.get("result").asText().equals("invalid");
        }

        public String name() {
            return "tcId " + test.get("tcId").asInt();
        }
    }

    public static Stream<Case> wycheproof(String name) {
        return each(read("wycheproof/" + name).get("testGroups"))
                .flatMap(group -> each(group.get("tests")).map(test -> new Case(group, test)));
    }

    public static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    public static byte[] hex(JsonNode node, String field) {
        return HexFormat.of().parseHex(node.get(field).asText());
    }

    /** Says how much a vector test has looked at: a file that was read and not compared proves nothing. */
    public static void compared(String what, long values) {
        System.out.println("vectors: " + what + ": " + values + " values compared");
    }
}
