package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events as a page reads it. */
final class EventStreamTest {
    @TempDir
    private static Path folder;

    private static RunningTill till;

    @BeforeAll
    static void start() {
        till = RunningTill.in(folder, Map.of("TILL_GATEWAY", "https://localhost:1"));
    }

    @AfterAll
    static void stop() {
        till.close();
    }

    @Test
    void open_withoutAnId_beginsWithASnapshot() throws Exception {
        try (Listener listener = listen(null)) {
            Map<String, String> first = listener.next();

            assertThat(first).containsEntry("event", "terminal.state");
            assertThat(first.get("id")).matches("[0-9a-z]+-[0-9]+");
            assertThat(RunningTill.JSON
                            .readTree(first.get("data"))
                            .path("network_status")
                            .asText())
                    .isEqualTo("offline");
        }
    }

    @Test
    void open_withAnIdOfAnotherProcess_beginsWithASnapshot() throws Exception {
        try (Listener listener = listen("another-17")) {
            assertThat(listener.next()).containsEntry("event", "terminal.state");
        }
    }

    @Test
    void open_withTheLastIdSeen_goesOnAfterIt() throws Exception {
        String seen;
        try (Listener before = listen(null)) {
            seen = before.next().getOrDefault("id", "");
        }
        String id = till.sellAndSee(Card.ASKS, 3001).path("id").asText();

        try (Listener after = listen(seen)) {
            Map<String, String> first = after.next();

            assertThat(first).containsEntry("event", "payment.updated");
            assertThat(RunningTill.JSON.readTree(first.get("data")).path("id").asText())
                    .isEqualTo(id);
        }
    }

    @Test
    void sale_fromTheCardToTheResult_isToldAsItGoes() throws Exception {
        try (Listener listener = listen(null)) {
            List<String> told = new ArrayList<>();
            JsonNode begun = till.pay(3002, "events").body();
            listener.until(event -> prompt(event).equals("PRESENT_CARD"));
            till.kernel.insert(Card.ASKS);

            listener.until(event -> {
                told.add(event.getOrDefault("event", ""));
                return result(event).equals("stored_deferred");
            });

            assertThat(told).contains("payment.updated");
            JsonNode ignored = till.seen(begun);
            Map<String, String> free =
                    listener.until(event -> event.getOrDefault("data", "").contains("\"current\":null"));
            assertThat(free).containsEntry("event", "terminal.state");
        }
    }

    @Test
    void sync_pressed_isToldAsProgressOfItsRun() throws Exception {
        try (Listener listener = listen(null)) {
            String run = till.post("/terminal/sync", "").body().path("id").asText();

            Map<String, String> told =
                    listener.until(event -> event.getOrDefault("event", "").equals("saf.progress"));

            assertThat(RunningTill.JSON.readTree(told.get("data")).path("id").asText())
                    .isEqualTo(run);
        }
    }

    @Test
    void ids_ofOneStream_grow() throws Exception {
        try (Listener listener = listen(null)) {
            long first = number(listener.next());
            JsonNode ignored = till.sellAndSee(Card.ASKS, 3003);

            assertThat(number(listener.next())).isGreaterThan(first);
        }
    }

    private static long number(Map<String, String> event) {
        String id = event.getOrDefault("id", "");
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }

    private static String prompt(Map<String, String> event) {
        return text(event, "prompt");
    }

    private static String result(Map<String, String> event) {
        return text(event, "result");
    }

    private static String text(Map<String, String> event, String field) {
        try {
            boolean ofPayment = "payment.updated".equals(event.get("event"));
            return ofPayment
                    ? RunningTill.JSON.readTree(event.get("data")).path(field).asText()
                    : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Listener listen(@Nullable String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + till.page() + "/api/v1/terminal/events"))
                .header("Accept", "text/event-stream");
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<InputStream> response = client.send(
                (lastEventId == null ? request : request.header("Last-Event-ID", lastEventId)).build(),
                BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new Listener(client, new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    private record Listener(HttpClient client, BufferedReader lines) implements AutoCloseable {
        interface Wanted {
            boolean is(Map<String, String> event);
        }

        Map<String, String> next() throws IOException {
            Map<String, String> event = new HashMap<>();
            while (true) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the stream ended");
                }
                if (line.isEmpty() && event.containsKey("event")) {
                    return event;
                }
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    event.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
        }

        Map<String, String> until(Wanted wanted) throws IOException {
            Map<String, String> event = next();
            while (!wanted.is(event)) {
                event = next();
            }
            return event;
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
