package dev.tidegate.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * A person's calls at the operator's door, as the page makes them. Each throws {@link IOException} where the gateway
 * cannot be reached: nothing is known of what it did.
 */
final class DoorCalls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private String token = "";

    /** @throws IllegalArgumentException this is no address */
    DoorCalls(URI base) {
        this.base = base;
    }

    /** One answer; what is no JSON is an empty object. */
    record Answer(int status, JsonNode body) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }

        /** Why not. */
        String refusal() {
            return body.path("title").asText("The gateway refused.");
        }
    }

    Answer signIn(String person, char[] secret) throws IOException, InterruptedException {
        Answer answer = post("session", Map.of("person", person, "secret", secret));
        token = answer.body().path("token").asText();
        return answer;
    }

    void signOut() throws IOException, InterruptedException {
        Answer ignored = send(request("session").DELETE());
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("X-Tidegate-Token", token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body = answer.body().length == 0 ? null : JSON.readTree(answer.body());
        return new Answer(answer.statusCode(), body == null ? JsonNodeFactory.instance.objectNode() : body);
    }

    @Override
    public void close() {
        client.close();
    }
}
