package dev.tidegate.simulator.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** A simulator with one link, {@code line}, to a target that a test plays itself. */
final class Bench implements AutoCloseable {
    final ServerSocket target;
    final NetworkSimulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Both ends of one connection through the link. */
    record Line(Plug client, Plug target) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            client.close();
            target.close();
        }
    }

    Bench() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        simulator = new NetworkSimulator(
                new Options(0, List.of(new LinkSpec("line", 0, "127.0.0.1", target.getLocalPort()))));
    }

    int port() {
        return simulator.port("line");
    }

    Plug connect() throws IOException {
        return new Plug(new Socket(InetAddress.getLoopbackAddress(), port()));
    }

    Plug accept() throws IOException {
        return new Plug(target.accept());
    }

    Line line() throws IOException {
        Plug client = connect();
        return new Line(client, accept());
    }

    /** Sets the link's mode, as JSON with single quotes. */
    JsonNode mode(String json) throws IOException, InterruptedException {
        HttpResponse<String> response = call("POST", "/links/line", json.replace('\'', '"'));
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + ": " + response.body());
        }
        return ControlRoutes.JSON.readTree(response.body());
    }

    JsonNode standing() throws IOException, InterruptedException {
        return ControlRoutes.JSON.readTree(call("GET", "/links/line", "").body());
    }

    /** Waits until the link has passed, or swallowed, so many bytes. */
    void awaitBytes(String which, long bytes) throws IOException, InterruptedException {
        while (standing().path("bytes").path(which).asLong() < bytes) {
            Thread.onSpinWait();
        }
    }

    HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + simulator.controlPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException {
        http.close();
        simulator.close();
        target.close();
    }
}
