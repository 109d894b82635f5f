package dev.tidegate.certification.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tidegate.certification.evidence.TimeFields.Span;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON of the pack: two blanks for each depth, a line feed at the end, and every time field's place known. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private static final int DEPTH_BLANKS = 2;

    private final Marked out = new Marked();
    private final Clock clock;

    private Json(Clock clock) {
        this.clock = clock;
    }

    /** Where in a value the clock shows. */
    interface Clock {
        /** @param path of names and numbers, such as {@code /frames/0/hex} */
        List<Span> in(String path, JsonNode value);

        /** All of a value. */
        static List<Span> all(JsonNode value) {
            return List.of(new Span(0, value.asText().length()));
        }
    }

    static Marked of(Object value, Clock clock) {
        Json json = new Json(clock);
        json.write("", MAPPER.valueToTree(value), 0);
        json.out.add("\n");
        return json.out;
    }

    /** @throws IOException it is not JSON of such a record, whole */
    static <T> T read(byte[] content, Class<T> type) throws IOException {
        @Nullable T read = MAPPER.readValue(content, type);
        if (read == null) {
            throw new IOException("null, where a record was expected");
        }
        return read;
    }

    private void write(String path, JsonNode node, int depth) {
        switch (node.getNodeType()) {
            case OBJECT -> object(path, node, depth);
            case ARRAY -> array(path, node, depth);
            default -> value(path, node);
        }
    }

    private void object(String path, JsonNode node, int depth) {
        out.add("{");
        Iterator<Map.Entry<String, JsonNode>> entries = node.properties().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, JsonNode> entry = entries.next();
            line(depth + 1);
            out.add(quoted(entry.getKey())).add(": ");
            write(path + "/" + entry.getKey(), entry.getValue(), depth + 1);
            out.add(entries.hasNext() ? "," : "");
        }
        line(depth);
        out.add("}");
    }

    private void array(String path, JsonNode node, int depth) {
        out.add("[");
        for (int i = 0; i < node.size(); i++) {
            line(depth + 1);
            write(path + "/" + i, node.get(i), depth + 1);
            out.add(i + 1 < node.size() ? "," : "");
        }
        if (!node.isEmpty()) {
            line(depth);
        }
        out.add("]");
    }

    private void value(String path, JsonNode node) {
        List<Span> spans = clock.in(path, node);
        if (node.isTextual()) {
            out.add("\"").add(node.textValue(), spans, Json::inner).add("\"");
        } else {
            out.add(node.asText(), spans, String::toString);
        }
    }

    private void line(int depth) {
        out.add("\n").add(" ".repeat(depth * DEPTH_BLANKS));
    }

    private static String inner(String text) {
        String quoted = quoted(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String quoted(String text) {
        try {
            return MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a text cannot be written", impossible);
        }
    }
}
