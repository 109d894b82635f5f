package dev.tidegate.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person has written behind a command, and the running gateway's door that it is asked at.
 *
 * @param named the words that are no options
 * @param plain whether a person reads the answer, and no machine
 */
record OperatorsDoor(List<String> named, Map<String, String> options, boolean plain) {
    static final int REFUSED = 1;
    static final int MISTAKE = 2;
    static final int UNREACHED = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final String HERE = "http://127.0.0.1:8090";
    private static final ObjectMapper JSON = new ObjectMapper();

    OperatorsDoor {
        named = List.copyOf(named);
        options = Map.copyOf(options);
    }

    /** @param known the options that have a value */
    static OperatorsDoor of(List<String> arguments, Set<String> known) {
        List<String> named = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.startsWith("--") && known.contains(word.substring(2)) && i + 1 < arguments.size()) {
                options.put(word.substring(2), arguments.get(++i));
            } else if (!word.equals("--json")) {
                named.add(word);
            }
        }
        return new OperatorsDoor(named, options, !arguments.contains("--json"));
    }

    /** What the gateway said. */
    record Answer(int status, JsonNode body) {
        boolean isOk() {
            return status == OK;
        }

        /** Why not. */
        String refusal() {
            return body.path("title").asText("The gateway refused.");
        }
    }

    /**
     * Asks for something.
     *
     * @throws IOException nobody answers there
     * @throws IllegalArgumentException this is no address of a gateway
     */
    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)));
    }

    /**
     * Orders something, as the person and for the reason that were written.
     *
     * @throws IOException nobody answers there
     * @throws IllegalArgumentException this is no address of a gateway
     */
    Answer post(String path) throws IOException, InterruptedException {
        String order = JSON.writeValueAsString(JSON.createObjectNode()
                .put("person", options.getOrDefault("person", ""))
                .put("reason", options.getOrDefault("reason", "")));
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order)));
    }

    String address() {
        return options.getOrDefault("gateway", HERE);
    }

    private URI at(String path) {
        return URI.create(address() + "/api/v1/" + path);
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        }
    }
}
