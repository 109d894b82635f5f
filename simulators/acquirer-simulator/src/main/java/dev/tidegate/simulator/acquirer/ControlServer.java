package dev.tidegate.simulator.acquirer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The control API over HTTP, on the loopback address only. */
final class ControlServer implements AutoCloseable {
    /** A thousand rules fit. */
    static final int BODY_BYTES_MAX = 256 * 1024;

    private static final int BACKLOG = 64;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ControlRoutes routes;

    /**
     * Takes a port and serves.
     *
     * @param port 0 for any
     * @throws IOException when another process has it
     */
    ControlServer(int port, ControlRoutes routes) throws IOException {
        this.routes = routes;
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
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            ControlAnswer answer = body.length > BODY_BYTES_MAX
                    ? ControlAnswer.error(400, "the body is longer than " + BODY_BYTES_MAX + " bytes")
                    : answer(exchange, body);
            byte[] json = answer.bytes();
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private ControlAnswer answer(HttpExchange exchange, byte[] body) {
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return routes.answer(exchange.getRequestMethod(), uri.getPath(), query, body);
    }
}
