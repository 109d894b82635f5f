package dev.tidegate.storm.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** The acquirer simulator's control: its rules and its books. */
final class Acquirer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final IntSupplier port;

    Acquirer(IntSupplier port) {
        this.port = port;
    }

    /** One row of its books. */
    record Entry(long amount, String kind, String state) {
        boolean isLive() {
            return state.equals("live");
        }
    }

    /** Issuers decline these amounts; whatever else a card has signed well they approve. */
    void decline(List<Long> amounts) throws InterruptedException {
        List<String> rules = new ArrayList<>();
        for (long amount : amounts) {
            rules.add("{\"match\":{\"amount\":" + amount + "},\"action\":\"decline\",\"code\":\"51\"}");
        }
        call("DELETE", "/rules", "");
        if (!rules.isEmpty()) {
            call("POST", "/rules", "[" + String.join(",", rules) + "]");
        }
    }

    List<Entry> books() throws InterruptedException {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode row : call("GET", "/ledger", "").path("entries")) {
            entries.add(new Entry(
                    row.path("amount").asLong(),
                    row.path("kind").asText(),
                    row.path("state").asText()));
        }
        return entries;
    }

    private JsonNode call(String method, String path, String body) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                    .timeout(LIMIT)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the acquirer refused " + path);
            }
            return JSON.readTree(answer.body());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }
}
