package dev.tidegate.simulator.hsm;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The control API over HTTP, on the loopback address only: {@code GET /standing}, {@code POST /fault}. */
final class ControlServer implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The longest fault has some forty bytes. */
    private static final int BODY_BYTES_MAX = 4096;

    private static final int BACKLOG = 64;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CallServer calls;

    /** @throws IOException when another process has the port */
    ControlServer(int port, CallServer calls) throws IOException {
        this.calls = calls;
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

    private record Answer(int status, Object json) {}

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            Answer answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
            byte[] json = JSON.writeValueAsBytes(answer.json());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private Answer answer(String method, String path, byte[] body) {
        return switch (path) {
            case "/standing" -> method.equals("GET") ? standing() : error(405, "the standing is only shown");
            case "/fault" -> method.equals("POST") ? fault(body) : error(405, "a fault is only set");
            default -> error(404, "no such path");
        };
    }

    private Answer standing() {
        var counts = new LinkedHashMap<String, Long>();
        for (int i = 0; i < Commands.NAMES.size(); i++) {
            counts.put(Commands.NAMES.get(i), calls.count(1 + i));
        }
        var standing = new LinkedHashMap<String, Object>();
        standing.put("fault", view(calls.fault()));
        standing.put("calls", counts);
        standing.put("refused", calls.count(0));
        return new Answer(200, standing);
    }

    private Answer fault(byte[] body) {
        Optional<Fault> fault = read(body);
        fault.ifPresent(calls::set);
        return fault.isPresent() ? standing() : error(400, "the body is not a fault");
    }

    private static Optional<Fault> read(byte[] body) {
        try {
            JsonNode tree = body.length > BODY_BYTES_MAX ? null : JSON.readTree(body);
            if (tree == null || !tree.isObject()) {
                return Optional.empty();
            }
            String name = tree.path("mode").asText();
            int millis = tree.path("millis").asInt(0);
            return Arrays.stream(Fault.Mode.values())
                    .filter(each -> name(each).equals(name) && millis >= 0 && millis <= Fault.MILLIS_MAX)
                    .map(each -> new Fault(each, Duration.ofMillis(millis)))
                    .findFirst();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> view(Fault fault) {
        return fault.mode() == Fault.Mode.SLOW
                ? Map.of("mode", name(fault.mode()), "millis", fault.pause().toMillis())
                : Map.of("mode", name(fault.mode()));
    }

    private static String name(Fault.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static Answer error(int status, String what) {
        return new Answer(status, Map.of("error", what));
    }
}
