package dev.tidegate.till.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The hand at the simulators' controls: puts a test card in, takes it out, presses keys of the PIN pad, cuts the
 * network. There is no switch for any of this in the product; a card is a card, and a cut is a cut.
 */
public final class DemoControls implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BODY_BYTES_MAX = 65_536;
    private static final String LINK = "/links/till-gateway";
    private static final Set<String> CUT = Set.of("refuse", "blackhole", "reset");

    /** What a simulator answered: a status of HTTP and JSON. */
    public record Answer(int status, JsonNode body) {
        public boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    private final URI cards;
    private final URI network;
    private final URI pad;
    private final HttpClient client;

    /** Addresses as {@code http://host:port}. */
    public DemoControls(URI cards, URI network, URI pad) {
        this.cards = cards;
        this.network = network;
        this.pad = pad;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /**
     * The test cards, and which of them is in the reader: {@code {"cards":[{"name",...}],"inserted":name|null}}.
     *
     * @throws SimulatorAwayException it does not answer
     */
    public Answer cards() {
        Answer all = send(HttpRequest.newBuilder(cards.resolve("/cards")).GET());
        Answer state = send(HttpRequest.newBuilder(cards.resolve("/state")).GET());
        ObjectNode drawer = JSON.createObjectNode();
        drawer.set("cards", all.body().path("cards"));
        drawer.set(
                "inserted", state.body().path("card").isTextual() ? state.body().path("card") : NullNode.instance);
        return new Answer(all.status(), drawer);
    }

    /** Puts a card into the reader. */
    public Answer insert(String card) {
        return post(cards.resolve("/insert"), Map.of("card", card));
    }

    /** Holds a card into the field. */
    public Answer tap(String card) {
        return post(cards.resolve("/tap"), Map.of("card", card));
    }

    /** Draws a card. What the simulator says of its tracks stays here: no card data reaches the page. */
    public Answer swipe(String card) {
        return new Answer(post(cards.resolve("/swipe"), Map.of("card", card)).status(), JSON.createObjectNode());
    }

    /** Takes the card out of the reader and out of the field; harmless where none is in. */
    public Answer remove() {
        Answer ignored = post(cards.resolve("/lift"), Map.of());
        return post(cards.resolve("/remove"), Map.of());
    }

    /**
     * What the person before the PIN pad does. The digits are the pad's own: only the word goes there.
     *
     * @param press right, wrong, bypass or cancel
     */
    public Answer press(String press) {
        return new Answer(post(pad.resolve("/press"), Map.of("press", press)).status(), JSON.createObjectNode());
    }

    /**
     * Whether the network between till and gateway is cut.
     *
     * @throws SimulatorAwayException it does not answer, or not with its links
     */
    public boolean isCut() {
        Answer link = send(HttpRequest.newBuilder(network.resolve(LINK)).GET());
        JsonNode mode = link.body().path("mode");
        String name = mode.isObject() ? mode.path("mode").asText() : mode.asText();
        if (!link.isOk() || name.isEmpty()) {
            throw new SimulatorAwayException("no link between till and gateway");
        }
        return CUT.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Cuts the network between till and gateway, or joins it again. */
    public Answer cut(boolean cut) {
        return post(network.resolve(LINK), Map.of("mode", cut ? "refuse" : "pass"));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Answer post(URI address, Map<String, String> body) {
        try {
            return send(HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body of our own cannot be written", e);
        }
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(
                    request.timeout(PATIENCE).build(),
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
            JsonNode body = JSON.readTree(response.body());
            return new Answer(response.statusCode(), body == null ? JSON.createObjectNode() : body);
        } catch (IOException e) {
            throw new SimulatorAwayException("no answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulatorAwayException("the till is stopping");
        }
    }
}
