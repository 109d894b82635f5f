package dev.tidegate.simulator.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Modes as the control API writes them: {@code {"mode":"delay","millis":200}}. Strict about what a mode has no use for.
 */
final class ModeJson {
    /** A minute; longer than any timer that waits for an answer. */
    private static final long MILLIS_MAX = 60_000;

    private static final long BYTES_MAX = 1L << 30;

    private ModeJson() {}

    /**
     * Reads a mode.
     *
     * @throws BadRequestException when it is not one
     */
    static LinkMode read(JsonNode json) {
        return switch (json.path("mode").asText()) {
            case "pass" -> only(json, new LinkMode.Pass());
            case "refuse" -> only(json, new LinkMode.Refuse());
            case "blackhole" -> only(json, new LinkMode.BlackHole());
            case "reset" -> only(json, new LinkMode.Reset());
            case "delay" ->
                only(json, new LinkMode.Delay(Duration.ofMillis(number(json, "millis", 1, MILLIS_MAX))), "millis");
            case "cut" ->
                only(
                        json,
                        new LinkMode.Cut(direction(json), number(json, "bytes", 0, BYTES_MAX)),
                        "bytes",
                        "direction");
            default -> throw new BadRequestException("mode must be pass, refuse, blackhole, reset, delay or cut");
        };
    }

    /** A mode as it would be read. */
    static Map<String, Object> write(LinkMode mode) {
        var json = new LinkedHashMap<String, Object>();
        switch (mode) {
            case LinkMode.Pass() -> json.put("mode", "pass");
            case LinkMode.Refuse() -> json.put("mode", "refuse");
            case LinkMode.BlackHole() -> json.put("mode", "blackhole");
            case LinkMode.Reset() -> json.put("mode", "reset");
            case LinkMode.Delay(var by) -> {
                json.put("mode", "delay");
                json.put("millis", by.toMillis());
            }
            case LinkMode.Cut(var direction, var bytes) -> {
                json.put("mode", "cut");
                json.put("bytes", bytes);
                json.put("direction", direction.jsonName());
            }
        }
        return json;
    }

    private static LinkMode only(JsonNode json, LinkMode mode, String... own) {
        var known = new TreeSet<>(Set.of(own));
        known.add("mode");
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new BadRequestException("a property here is not one of " + known);
            }
        });
        return mode;
    }

    private static Direction direction(JsonNode json) {
        return Direction.named(json.path("direction").asText())
                .orElseThrow(() -> new BadRequestException("direction must be toTarget or toClient"));
    }

    private static long number(JsonNode json, String name, long least, long most) {
        JsonNode value = json.path(name);
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        if (!whole || value.longValue() < least || value.longValue() > most) {
            throw new BadRequestException(name + " must be a number from " + least + " to " + most);
        }
        return value.longValue();
    }
}
