package dev.tidegate.gateway.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The acquirer simulator, started as the process that it is, and its control API. */
final class AcquirerProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final JsonNode ready;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Starts it with these options. */
    AcquirerProcess(Path state, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidegate.simulator.acquirer.AcquirerSimulator",
                "--state",
                state.toString()));
        command.addAll(options);
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            ready = JSON.readTree(String.valueOf(out.readLine()).substring("READY ".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return ready.path("host").asInt();
    }

    /**
     * What it has booked.
     *
     * @param entries in order
     * @param tombstones reversals that found nothing
     */
    record Books(JsonNode entries, JsonNode tombstones) {
        List<JsonNode> bookings(String tid) {
            return of(entries, tid);
        }

        List<JsonNode> buried(String tid) {
            return of(tombstones, tid);
        }
    }

    Books books() {
        JsonNode ledger = call("GET", "/ledger", "");
        return new Books(ledger.path("entries"), ledger.path("tombstones"));
    }

    /** Every frame so far. */
    List<JsonNode> frames() {
        List<JsonNode> frames = new ArrayList<>();
        long next = 0;
        JsonNode page;
        do {
            page = call("GET", "/frames?after=" + next, "");
            page.path("frames").forEach(frames::add);
            next = page.path("next").asLong();
        } while (!page.path("frames").isEmpty());
        return frames;
    }

    JsonNode call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ready.path("control").asInt() + path))
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode said = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new AssertionError(method + " " + path + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static List<JsonNode> of(JsonNode rows, String tid) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("tid").asText().equals(tid))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        client.close();
    }
}
