package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidegate.simulator.acquirer.books.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer of the control API.
 *
 * @param text JSON, or lines of JSON
 */
record ControlAnswer(int status, String type, String text) {
    static ControlAnswer ok(Object json) {
        return json(200, json);
    }

    /** Lines of JSON, each with its line feed. */
    static ControlAnswer lines(String lines) {
        return new ControlAnswer(200, "application/jsonl", lines);
    }

    static ControlAnswer error(int status, String what) {
        return json(status, Map.of("error", what));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ControlAnswer json(int status, Object json) {
        try {
            return new ControlAnswer(status, "application/json", Json.MAPPER.writeValueAsString(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer cannot be written", impossible);
        }
    }
}
