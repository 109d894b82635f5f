package dev.tidegate.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The control API over HTTP, on the loopback address only; the README says its calls. */
final class ControlServer implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 65_536;
    private static final int BACKLOG = 64;
    private static final int WAIT_MILLIS_MAX = 25_000;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Device device;
    private final Faults faults;
    private final DeviceServer server;

    /** @throws IOException when another process has the port */
    ControlServer(int port, Device device, Faults faults, DeviceServer server) throws IOException {
        this.device = device;
        this.faults = faults;
        this.server = server;
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
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
            Answer answer;
            try {
                answer = answer(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body);
            } catch (IllegalArgumentException | IOException notUnderstood) {
                answer = new Answer(400, Map.of("error", "the body is not understood"));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
            byte[] json = Json.text(answer.json()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private Answer answer(String call, byte[] body) throws IOException, InterruptedException {
        return switch (call) {
            case "GET /ledger" ->
                new Answer(200, device.rows().stream().map(Books::line).toList());
            case "GET /standing" -> standing();
            case "GET /waiting" -> new Answer(200, Map.of("waiting", device.awaitWaiting(WAIT_MILLIS_MAX)));
            case "POST /present" -> {
                device.present();
                yield standing();
            }
            case "POST /faults" -> {
                faults.plan(planned(Json.read(body)));
                yield standing();
            }
            case "POST /storm" -> {
                JsonNode storm = Json.read(body);
                faults.storm(new Faults.Storm(
                        storm.path("seed").asLong(),
                        bounded(storm.path("percent").asInt(), 100),
                        bounded(storm.path("millis").asInt(), Fault.MILLIS_MAX)));
                yield standing();
            }
            case "POST /restart" -> {
                JsonNode how = Json.read(body);
                server.restart(
                        how.path("memory").asBoolean(true),
                        bounded(how.path("millis").asInt(), Fault.MILLIS_MAX));
                yield standing();
            }
            default -> new Answer(404, Map.of("error", "no such call"));
        };
    }

    private Answer standing() {
        return new Answer(200, Map.of("messages", device.counts()));
    }

    private static List<Faults.Planned> planned(JsonNode list) {
        var planned = new ArrayList<Faults.Planned>();
        for (JsonNode each : list) {
            planned.add(new Faults.Planned(
                    each.path("on").asText(),
                    new Fault(
                            Fault.Kind.named(each.path("kind").asText()),
                            bounded(each.path("millis").asInt(), Fault.MILLIS_MAX))));
        }
        return planned;
    }

    private static int bounded(int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
