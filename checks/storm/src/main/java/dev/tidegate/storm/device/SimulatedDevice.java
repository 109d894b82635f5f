package dev.tidegate.storm.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.concurrent.TimeUnit;

/** The payment device simulator in a process of its own, and its control API. */
final class SimulatedDevice implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient control = HttpClient.newHttpClient();
    private final Process process;
    private final JsonNode ready;

    private SimulatedDevice(Process process, JsonNode ready) {
        this.process = process;
        this.ready = ready;
    }

    /** One row of the device's books. */
    record Row(String category, String sale, long amount, String state) {}

    static SimulatedDevice start(Path home, String poi, String name) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.tidegate.simulator.device.PaymentDeviceSimulator",
                        "--home",
                        home.toString(),
                        "--poi",
                        poi,
                        "--name",
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(out.readLine());
        if (!line.startsWith("READY ")) {
            process.destroyForcibly();
            throw new IOException("the simulator did not start: " + line);
        }
        return new SimulatedDevice(process, JSON.readTree(line.substring("READY ".length())));
    }

    int port() {
        return ready.path("port").asInt();
    }

    Path authority() {
        return Path.of(ready.path("authority").asText());
    }

    void storm(long seed, int percent, int millis) throws InterruptedException {
        call("POST", "/storm", "{\"seed\":" + seed + ",\"percent\":" + percent + ",\"millis\":" + millis + "}");
    }

    List<Row> books() throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : call("GET", "/ledger", "")) {
            rows.add(new Row(
                    row.path("category").asText(),
                    row.path("saleTransaction").asText(),
                    row.path("amount").asLong(),
                    row.path("state").asText()));
        }
        return rows;
    }

    /** Messages with a number that was there before. */
    int repeated() throws InterruptedException {
        return call("GET", "/standing", "").path("messages").path("repeated").asInt();
    }

    @Override
    public void close() {
        control.close();
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode call(String method, String path, String body) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + ready.path("control").asInt() + path))
                    .timeout(LIMIT)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<byte[]> answer = control.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the simulator refused " + path);
            }
            return JSON.readTree(answer.body());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }
}
