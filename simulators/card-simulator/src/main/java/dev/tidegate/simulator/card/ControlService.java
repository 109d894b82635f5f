package dev.tidegate.simulator.card;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The hand that puts cards in and takes them out: HTTP on loopback, JSON both ways.
 *
 * <pre>
 * GET  /cards    {"cards":[{"name","brand","last4","description","faces","stripe","faults"}]}
 * POST /insert   {"card":name}     200 as /state, 400 no such card, 409 a card is in or has no chip, 503 no reader
 * POST /remove                     200 as /state, also when no card was in
 * POST /tap, /lift                 the same at the antenna
 * POST /swipe    {"card":name}     {"track1","track2"} as a stripe reader sends them, 409 no stripe; with a reader of
 *                                  stripes they are sent there too, 503 where it does not listen
 * POST /faults   {"card":name,"faults":[words]}   {"card","faults"}: in the place of those it had; 400 no such fault
 * GET  /state    {"card":name|null,"atc":n|null,"lastCommands":n,"removed":null|{"card":name,"by":"control"|"reader"}}
 * </pre>
 *
 * {@code card} is the card that is in; {@code atc} and {@code lastCommands} are its, or those of the card that was in
 * last. With an antenna, /state has a member "contactless" of the same shape. Every other answer is {"error":words},
 * which never repeats what was sent.
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
    private final Optional<ReaderSlot> antenna;
    private final Optional<StripeLine> stripe;

    private ControlService(
            HttpServer server,
            Drawer drawer,
            ReaderSlot slot,
            Optional<ReaderSlot> antenna,
            Optional<StripeLine> stripe) {
        this.server = server;
        this.drawer = drawer;
        this.slot = slot;
        this.antenna = antenna;
        this.stripe = stripe;
    }

    /**
     * Serves from now on.
     *
     * @param port 0 for any that is free
     * @throws StartRefusedException the port is not to be had
     */
    static ControlService start(
            int port, Drawer drawer, ReaderSlot slot, Optional<ReaderSlot> antenna, Optional<StripeLine> stripe) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            ControlService service = new ControlService(HttpServer.create(address, 0), drawer, slot, antenna, stripe);
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
            case "POST /insert" -> insert(slot, body);
            case "POST /remove" -> remove(slot);
            case "POST /tap" -> antenna.map(at -> insert(at, body)).orElseGet(ControlService::noAntenna);
            case "POST /lift" -> antenna.map(this::remove).orElseGet(ControlService::noAntenna);
            case "POST /swipe" -> swipe(body);
            case "POST /faults" -> faults(body);
            default ->
                error(404, "calls are GET /cards, GET /state, POST /insert, /remove, /tap, /lift, /swipe and /faults");
        };
    }

    private Answer remove(ReaderSlot from) {
        from.remove();
        return state();
    }

    private static Answer noAntenna() {
        return error(503, "no contactless reader was named at the start");
    }

    private static Answer noCard() {
        return error(400, "the body has to be {\"card\":name} with a name of GET /cards");
    }

    private Answer insert(ReaderSlot into, byte[] body) {
        Optional<SimulatedCard> card = named(body, 1);
        if (card.isEmpty()) {
            return noCard();
        }
        return switch (into.insert(card.get())) {
            case ReaderSlot.Insertion.Inserted() -> state();
            case ReaderSlot.Insertion.Occupied(String name) -> error(409, "the card " + name + " is in the reader");
            case ReaderSlot.Insertion.NoFace() -> error(409, "this card has nothing for this reader");
            case ReaderSlot.Insertion.NoReader(String address) -> error(503, "no reader listens at " + address);
        };
    }

    private Answer swipe(byte[] body) {
        Optional<SimulatedCard> card = named(body, 1);
        if (card.isEmpty()) {
            return noCard();
        }
        List<String> tracks = card.get().tracks();
        if (tracks.isEmpty()) {
            return error(409, "this card has no stripe");
        }
        if (stripe.isPresent()) {
            try {
                stripe.get().draw(tracks);
            } catch (IOException e) {
                return error(503, "no reader listens at " + stripe.get().address());
            }
        }
        return new Answer(
                200, JSON.createObjectNode().put("track1", tracks.get(0)).put("track2", tracks.get(1)));
    }

    private Answer faults(byte[] body) {
        Optional<SimulatedCard> card = named(body, 2);
        JsonNode words = read(body).path("faults");
        if (card.isEmpty() || !words.isArray()) {
            return error(400, "the body has to be {\"card\":name,\"faults\":[words]}");
        }
        try {
            List<Fault> faults = new ArrayList<>();
            words.forEach(one -> faults.add(Fault.parse(one.asText())));
            card.get().breakWith(faults);
        } catch (IllegalArgumentException e) {
            return error(400, "not a fault: see the README; a card has at most " + SimulatedCard.FAULTS_MAX);
        }
        ObjectNode answer = JSON.createObjectNode().put("card", card.get().name());
        answer.set("faults", faultsOf(card.get()));
        return new Answer(200, answer);
    }

    private static ArrayNode faultsOf(SimulatedCard card) {
        ArrayNode list = JSON.createArrayNode();
        card.faults().forEach(fault -> list.add(fault.toString()));
        return list;
    }

    private Optional<SimulatedCard> named(byte[] body, int members) {
        JsonNode request = read(body);
        JsonNode name = request.path("card");
        return request.size() == members && name.isTextual() ? drawer.card(name.textValue()) : Optional.empty();
    }

    /** What is sent; a missing node when it is no JSON. */
    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private Answer cards() {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("cards");
        for (SimulatedCard card : drawer.cards()) {
            CardProfile profile = card.profile();
            ObjectNode entry = list.addObject();
            entry.put("name", profile.name())
                    .put("brand", profile.scheme().brand())
                    .put("last4", profile.number().lastFour())
                    .put("description", profile.description())
                    .put("stripe", profile.stripe().isPresent())
                    .set("faults", faultsOf(card));
            ArrayNode faces = entry.putArray("faces");
            profile.faces().stream().sorted().forEach(face -> faces.add(DrawerList.word(face)));
        }
        return new Answer(200, body);
    }

    private Answer state() {
        ObjectNode body = state(slot);
        antenna.ifPresent(at -> body.set("contactless", state(at)));
        return new Answer(200, body);
    }

    private static ObjectNode state(ReaderSlot of) {
        ReaderSlot.View view = of.view();
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
        return body;
    }

    private static Answer error(int status, String words) {
        return new Answer(status, JSON.createObjectNode().put("error", words));
    }
}
