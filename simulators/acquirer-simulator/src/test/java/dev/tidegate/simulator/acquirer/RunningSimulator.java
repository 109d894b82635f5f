package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.simulator.acquirer.books.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The whole simulator in this process: real sockets, real file, time by hand. */
final class RunningSimulator implements AutoCloseable {
    final ManualLater later = new ManualLater();
    private final LineOptions line;
    private final AcquirerSimulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningSimulator(Path folder) {
        this(folder, LineOptions.PLAIN);
    }

    RunningSimulator(Path folder, LineOptions line) {
        this(folder, line, 1);
    }

    RunningSimulator(Path folder, LineOptions line, int timeScale) {
        this.line = line;
        simulator = AcquirerSimulator.start(
                new Options(0, 0, folder, Map.of(), timeScale, line),
                line.tls().isPresent() ? InstantSource.system() : InstantSource.fixed(Booth.NOW),
                new AtomicLong()::incrementAndGet,
                later,
                KillPlan.none());
    }

    int hostPort() {
        return simulator.hostPort();
    }

    HostClient connect() throws IOException {
        return new HostClient(new Socket(InetAddress.getLoopbackAddress(), simulator.hostPort()), line.dialect());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return read(call("GET", path, ""));
    }

    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return read(call("POST", path, json.replace('\'', '"')));
    }

    HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + simulator.controlPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        simulator.close();
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + ": " + response.body());
        }
        return Json.MAPPER.readTree(response.body());
    }
}
