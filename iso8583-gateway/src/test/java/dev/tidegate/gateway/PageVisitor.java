package dev.tidegate.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.gateway.ServedGateway.Reply;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.Function;

/** A browser at the page's door: keeps cookies, and sends the session's token with each change. */
final class PageVisitor {
    static final String SECRET = "four words and a river";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<String, URI> page;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String token = "";

    PageVisitor(Function<String, URI> page) {
        this.page = page;
    }

    Reply signIn(String person, String secret) {
        Reply reply = post("/api/v1/session", Map.of("person", person, "secret", secret), Map.of());
        token = reply.body().path("token").asText();
        return reply;
    }

    /** Closes its connections. */
    void leave() {
        client.shutdownNow();
    }

    /** Forgets the token, as a page of somebody else's that rides on the cookie. */
    void forgetToken() {
        token = "";
    }

    Reply get(String path) {
        return ServedGateway.send(client, request(path, Map.of()).build());
    }

    Reply post(String path, Object body) {
        return post(path, body, Map.of());
    }

    Reply post(String path, Object body, Map<String, String> headers) {
        try {
            return ServedGateway.send(
                    client,
                    request(path, headers)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(
                                    body instanceof String text ? text : JSON.writeValueAsString(body)))
                            .build());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    Reply signOut() {
        return ServedGateway.send(
                client, request("/api/v1/session", Map.of()).DELETE().build());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(page.apply(path));
        headers.forEach(request::header);
        return token.isEmpty() ? request : request.header("X-Tidegate-Token", token);
    }
}
