package dev.tidegate.certification.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The acquirer simulator's control: its rules, its books and what it has recorded. Of a real host nothing is seen. Safe
 * to use from several threads.
 */
public final class Host implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    Host(int controlPort) {
        this.port = controlPort;
    }

    /** A real host: it is told nothing, and nothing of it is seen. */
    static Host unseen() {
        return new Host(0);
    }

    /** Whether its frames and books can be looked at. */
    public boolean isSeen() {
        return port != 0;
    }

    /** Adds rules for one terminal; those for network messages, which have none, are everybody's. */
    public void rule(String tid, List<JsonNode> rules) {
        ArrayNode all = JSON.createArrayNode();
        for (JsonNode rule : rules) {
            ObjectNode mine = rule.deepCopy();
            ObjectNode match = mine.withObjectProperty("match");
            if (!match.path("mti").asText().startsWith("x8")) {
                match.put("tid", tid);
            }
            all.add(mine);
        }
        JsonNode ignored = call("POST", "/rules", all.toString());
    }

    /** Adds a rule for all terminals. */
    public void ruleForAll(JsonNode rule) {
        JsonNode ignored =
                call("POST", "/rules", JSON.createArrayNode().add(rule).toString());
    }

    /** The terminal's open batch, and how the one before was closed. */
    public JsonNode batch(String tid) {
        JsonNode all = call("GET", "/batches", "").path("batches");
        return all.path(String.format(Locale.ROOT, "%-8s", tid));
    }

    /** What stands in the books of a terminal's batch, in sums. */
    public JsonNode book(String tid, int number) {
        return of(call("GET", "/books", "").path("books"), tid).stream()
                .filter(book -> book.path("batch").asInt() == number)
                .findFirst()
                .map(book -> book.path("totals"))
                .orElse(JSON.createObjectNode());
    }

    /** Forgets every rule. */
    public void clearRules() {
        JsonNode ignored = call("DELETE", "/rules", "");
    }

    /** Says something by itself, on each connection; {@code wish} as the control API has it. */
    public void tell(JsonNode wish) {
        JsonNode ignored = call("POST", "/tell", wish.toString());
    }

    /** Opens or closes the doors; {@code mute} lets everybody in and reads nothing. */
    public void doors(String how) {
        ObjectNode wish = JSON.createObjectNode().put("accept", !how.equals("closed"));
        if (how.equals("mute")) {
            wish.put("mute", true);
        }
        JsonNode ignored = call("POST", "/connections", wish.toString());
    }

    /** How its doors and connections stand. */
    public JsonNode connections() {
        if (!isSeen()) {
            return MissingNode.getInstance();
        }
        return call("GET", "/connections", "");
    }

    /** Gives the terminal's open batch another number. */
    public void batch(String tid, int number) {
        JsonNode ignored = call(
                "POST",
                "/batches",
                JSON.createObjectNode().put("tid", tid).put("number", number).toString());
    }

    /** Shows another certificate to the next connection. */
    public void certificate(String kind) {
        JsonNode ignored = call(
                "POST",
                "/certificate",
                JSON.createObjectNode().put("certificate", kind).toString());
    }

    /** What it has booked on a terminal, in order. */
    public List<JsonNode> entries(String tid) {
        return isSeen() ? of(call("GET", "/ledger", "").path("entries"), tid) : List.of();
    }

    /** Reversals of a terminal that found nothing. */
    public List<JsonNode> tombstones(String tid) {
        return isSeen() ? of(call("GET", "/ledger", "").path("tombstones"), tid) : List.of();
    }

    /** Every frame after the n-th, oldest first. */
    public List<JsonNode> framesAfter(long n) {
        if (!isSeen()) {
            return List.of();
        }
        List<JsonNode> frames = new ArrayList<>();
        long next = n;
        JsonNode page;
        do {
            page = call("GET", "/frames?after=" + next, "");
            page.path("frames").forEach(frames::add);
            next = page.path("next").asLong();
        } while (!page.path("frames").isEmpty());
        return frames;
    }

    private JsonNode call(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(LIMIT)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode said = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the acquirer refuses " + method + " " + path + ": " + said);
            }
            return said;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static List<JsonNode> of(JsonNode rows, String tid) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("tid").asText().strip().equals(tid))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
