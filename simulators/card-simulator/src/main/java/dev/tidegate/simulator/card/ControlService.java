package dev.tidegate.simulator.card;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The hand that puts cards in and takes them out: HTTP on loopback, JSON both ways.
 *
 * <pre>
 * GET  /cards    {"cards":[{"name","brand","last4","description"}]}
 * POST /insert   {"card":name}     200 as /state, 400 no such card, 409 a card is in, 503 no reader
 * POST /remove                     200 as /state, also when no card was in
 * GET  /state    {"card":name|null,"atc":n|null,"lastCommands":n,"removed":null|{"card":name,"by":"control"|"reader"}}
 * </pre>
 *
 * {@code card} is the card that is in; {@code atc} and {@code lastCommands} are its, or those of the card that was in
 * last. Every other answer is {"error":words}, which never repeats what was sent.
 */
final class ControlService implements AutoCloseable {
    /** A card's name takes some tens of bytes. */
    static final int BODY_BYTES_MAX = 4096;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private record Answer(int status, JsonNode body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Drawer drawer;
    private final ReaderSlot slot;

    private ControlService(HttpServer server, Drawer drawer, ReaderSlot slot) {
        this.server = server;
        this.drawer = drawer;
        this.slot = slot;
    }

    /**
     * Serves from now on.
     *
     * @param port 0 for any that is free
     * @throws StartRefusedException the port is not to be had
     */
    static ControlService start(int port, Drawer drawer, ReaderSlot slot) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            ControlService service = new ControlService(HttpServer.create(address, 0), drawer, slot);
            service.server.createContext("/", service::serve);
            service.server.setExecutor(service.threads);
            service.server.start();
            return service;
        } catch (IOException e) {
            throw new StartRefusedException("cannot listen on control port " + port, e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            Answer answer = body.length > BODY_BYTES_MAX ? error(413, "the body is too long") : answer(call, body);
            byte[] bytes = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(String call, byte[] body) {
        return switch (call) {
            case "GET /cards" -> cards();
            case "GET /state" -> state();
            case "POST /insert" -> insert(body);
            case "POST /remove" -> {
                slot.remove();
                yield state();
            }
            default -> error(404, "calls are GET /cards, GET /state, POST /insert, POST /remove");
        };
    }

    private Answer insert(byte[] body) {
        Optional<SimulatedCard> card = named(body);
        if (card.isEmpty()) {
            return error(400, "the body has to be {\"card\":name} with a name of GET /cards");
        }
        return switch (slot.insert(card.get())) {
            case ReaderSlot.Insertion.Inserted() -> state();
            case ReaderSlot.Insertion.Occupied(String name) -> error(409, "the card " + name + " is in the reader");
            case ReaderSlot.Insertion.NoReader(String address) -> error(503, "no reader listens at " + address);
        };
    }

    private Optional<SimulatedCard> named(byte[] body) {
        try {
            JsonNode request = JSON.readTree(body);
            JsonNode name = request.path("card");
            return request.size() == 1 && name.isTextual() ? drawer.card(name.textValue()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Answer cards() {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("cards");
        for (SimulatedCard card : drawer.cards()) {
            CardProfile profile = card.profile();
            list.addObject()
                    .put("name", profile.name())
                    .put("brand", profile.scheme().brand())
                    .put("last4", profile.number().lastFour())
                    .put("description", profile.description());
        }
        return new Answer(200, body);
    }

    private Answer state() {
        ReaderSlot.View view = slot.view();
        ObjectNode body = JSON.createObjectNode();
        body.putNull("card").putNull("atc").put("lastCommands", view.commands()).putNull("removed");
        view.card().ifPresent(card -> {
            String name = card.profile().name();
            body.put("atc", card.counter());
            view.removedBy()
                    .ifPresentOrElse(
                            by -> body.putObject("removed")
                                    .put("card", name)
                                    .put("by", by.name().toLowerCase(Locale.ROOT)),
                            () -> body.put("card", name));
        });
        return new Answer(200, body);
    }

    private static Answer error(int status, String words) {
        return new Answer(status, JSON.createObjectNode().put("error", words));
    }
}
