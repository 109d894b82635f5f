package dev.tidegate.simulator.pinpad;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Who stands before the pad, over HTTP on the loopback address; the README says its calls. */
final class PadControl implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_BYTES_MAX = 4_096;
    private static final int BACKLOG = 16;
    private static final int WAIT_MILLIS_MAX = 25_000;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Keypad keypad;

    /** @throws IOException another process has the port */
    PadControl(int port, Keypad keypad) throws IOException {
        this.keypad = keypad;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
            int status;
            try {
                status = status(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body);
            } catch (IllegalArgumentException | IOException notUnderstood) {
                status = 400;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
            Keypad.Standing standing = keypad.standing();
            boolean open = standing.tries() != Keypad.Standing.NONE_OPEN;
            byte[] json = JSON.writeValueAsBytes(
                    Map.of("open", open, "tries", open ? standing.tries() : 0, "entries", standing.entries()));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private int status(String call, byte[] body) throws IOException, InterruptedException {
        return switch (call) {
            case "GET /standing" -> 200;
            case "GET /waiting" -> keypad.awaitOpen(WAIT_MILLIS_MAX) ? 200 : 408;
            case "POST /press" -> {
                String press = JSON.readTree(body).path("press").asText();
                yield keypad.press(Press.of(press)) ? 200 : 409;
            }
            default -> 404;
        };
    }
}
