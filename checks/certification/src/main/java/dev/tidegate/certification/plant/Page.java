package dev.tidegate.certification.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The gateway's page as a person sees it who has signed in: where payments stand and how they came there. The gateway
 * may be started anew meanwhile: then it is signed in again. Safe to use from several threads.
 */
public final class Page implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The acquirer's name in the gateway's configuration. */
    public static final String ACQUIRER = "house";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final IntSupplier port;
    private final String person;
    private final String secret;
    private volatile String cookie = "";
    private volatile String token = "";

    Page(IntSupplier port, String person, String secret) {
        this.port = port;
        this.person = person;
        this.secret = secret;
    }

    /** The whole story of a payment; none while the gateway knows none of that name, or is away. */
    public Optional<JsonNode> payment(String id) {
        return get("/api/v1/payments/" + id);
    }

    /** How lines and tills stand; none while the gateway is away. */
    public Optional<JsonNode> status() {
        return get("/api/v1/status");
    }

    /** The terminal's batch that is not closed, or a closed one; none where there is none. */
    public Optional<JsonNode> batch(String tid, long number) {
        return get("/api/v1/batches/" + ACQUIRER + "/" + tid + "?batch=" + number);
    }

    /**
     * Does something by hand.
     *
     * @return what the page says to it; none where it is refused
     */
    public Optional<JsonNode> order(String path, String reason) {
        return ask("POST", path, JSON.createObjectNode().put("reason", reason).toString());
    }

    private Optional<JsonNode> get(String path) {
        return ask("GET", path, "");
    }

    private Optional<JsonNode> ask(String method, String path, String body) {
        try {
            HttpResponse<byte[]> answer = send(method, path, body);
            if (answer.statusCode() == 401) {
                signIn();
                answer = send(method, path, body);
            }
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    private synchronized void signIn() throws IOException {
        HttpResponse<byte[]> answer = send(
                "POST",
                "/api/v1/session",
                JSON.createObjectNode()
                        .put("person", person)
                        .put("secret", secret)
                        .toString());
        if (answer.statusCode() != 200) {
            throw new IOException("nobody is let in: " + answer.statusCode());
        }
        token = JSON.readTree(answer.body()).path("token").asText();
        cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    }

    private HttpResponse<byte[]> send(String method, String path, String body) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                            .timeout(LIMIT)
                            .header("Content-Type", "application/json")
                            .header("Cookie", cookie)
                            .header("X-Tidegate-Token", token)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
