package dev.tidegate.till.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The PIN pad simulator, started as the process that it is, and the person before it. */
final class PadProcess implements AutoCloseable {
    /** The pad's own wait was over: it is waited for again, as long as the test may take. */
    private static final int NOBODY_ASKED_YET = 408;

    private final Process process;
    private final JsonNode ready;
    private final HttpClient client = HttpClient.newHttpClient();
    private int over;

    /** @param readerPort of the till's virtual reader */
    PadProcess(int readerPort) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.tidegate.simulator.pinpad.PinPadSimulator",
                            "--reader",
                            "127.0.0.1:" + readerPort)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            ready = new ObjectMapper().readTree(String.valueOf(out.readLine()).substring("READY ".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a card goes in. */
    InetSocketAddress slot() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), ready.get("slot").asInt());
    }

    int port() {
        return ready.get("port").asInt();
    }

    /** Waits until the pad asks, and presses. */
    void press(String press) {
        awaitEntry();
        JsonNode pressed = call("POST", "/press", "{\"press\":\"" + press + "\"}");
        over = pressed.path("entries").asInt();
    }

    /** Waits until the pad asks for what nobody has pressed yet; one that was taken back may still be open. */
    void awaitEntry() {
        JsonNode standing = call("GET", "/waiting", "");
        while (standing.path("entries").asInt() <= over
                || !standing.path("open").asBoolean()) {
            standing = call("GET", "/waiting", "");
        }
    }

    /** Whoever stood before the pad has gone: what it still asks for is no one's any more. */
    void left() {
        over = call("GET", "/standing", "").path("entries").asInt();
    }

    private JsonNode call(String method, String path, String body) {
        URI uri = URI.create("http://127.0.0.1:" + ready.get("control").asInt() + path);
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 && answer.statusCode() != NOBODY_ASKED_YET) {
                throw new AssertionError(path + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A pad that is gone from one moment to the next. */
    void kill() {
        process.destroyForcibly();
        var ignored = process.onExit().join();
    }

    @Override
    public void close() {
        client.shutdownNow();
        kill();
    }
}
