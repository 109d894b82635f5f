package dev.tidegate.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.TillSide;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The whole service on loopback ports, with a host behind it and a till in front of it. */
final class ServedGateway implements AutoCloseable {
    static final Path CONFIG = Path.of("..", "config", "gateway.yml");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

    /** One answer. */
    record Reply(int status, JsonNode body, String type, String retryAfter) {}

    final LoopbackHost host = new LoopbackHost();
    final TillSide till;
    private final GatewayApplication application;
    private final JsonNode ready;
    private final Path home;
    private final Map<String, String> environment;
    private final HttpClient client;
    private final PageVisitor operator = visitor();

    ServedGateway(Path folder) throws Exception {
        this(folder, new Database("jdbc:sqlite:" + folder.resolve("gateway/gateway.db"), "", ""));
    }

    ServedGateway(Path folder, Database database) throws Exception {
        Enrolled enrolled = Enrolled.copiedTo(folder);
        this.home = folder.resolve("gateway");
        try (Store store = Store.open(database, UUID.randomUUID())) {
            enrolled.register(store, InstantSource.system().instant());
        }
        for (String person : List.of("operator", "finance")) {
            new GatewayHome(home).people().set(person, PageVisitor.SECRET.toCharArray());
        }
        this.till = new TillSide(folder.resolve("till"), InstantSource.system());
        Map<String, String> settings = new HashMap<>(Map.of(
                "GATEWAY_HOME", home.toString(),
                "GATEWAY_PROFILES", Path.of("..", "config", "acquirers").toString(),
                "GATEWAY_ACQUIRER_PORT", "" + host.port(),
                "GATEWAY_TILL", Sales.TILL.toString(),
                "GATEWAY_TID", "TILL0001",
                "GATEWAY_PORT", "0",
                "GATEWAY_PAGE_PORT", "0",
                "GATEWAY_ADMIN_PORT", "0",
                "GATEWAY_LOG_LEVEL", "OFF",
                "GATEWAY_LIVE_TIMER", "PT0.5S"));
        settings.put("GATEWAY_CERTIFICATION", folder.resolve("evidence").toString());
        settings.put("GATEWAY_DATABASE", database.url());
        settings.put("GATEWAY_DATABASE_USER", database.user());
        this.environment = Map.copyOf(settings);
        Path config = folder.resolve("gateway.yml");
        Files.writeString(config, filled(Files.readString(CONFIG), environment));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        this.application = new GatewayApplication(environment, new PrintStream(out, true, StandardCharsets.UTF_8));
        application.run("server", config.toString());
        String line = out.toString(StandardCharsets.UTF_8);
        if (!line.startsWith("READY ")) {
            throw new AssertionError("not ready: " + line);
        }
        this.ready = JSON.readTree(line.substring("READY ".length()));
        this.client = HttpClient.newBuilder()
                .sslContext(context(till.home().keyStore(), till.home().trustStore()))
                .build();
        operator.signIn("operator", PageVisitor.SECRET);
        awaitLink();
    }

    static String filled(String text, Map<String, String> environment) {
        Matcher places = PLACE.matcher(text);
        Map<String, String> values = new HashMap<>(environment);
        return places.replaceAll(
                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group(2))));
    }

    /** Trusts one store and shows the certificate of another. */
    static SSLContext context(Path keys, Path trust) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store(keys), StorePassword.of(keys).toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(store(trust));
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, StorePassword.of(file).toCharArray());
        }
        return store;
    }

    /** Runs a command beside the service, as an operator does. @return what it printed */
    String command(String name, String... options) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(name, "--home", home.toString()));
        arguments.addAll(List.of(options));
        new GatewayApplication(environment, new PrintStream(out, true, StandardCharsets.UTF_8))
                .run(arguments.toArray(String[]::new));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The gateway's folder. */
    GatewayHome home() {
        return new GatewayHome(home);
    }

    int apiPort() {
        return ready.get("api").asInt();
    }

    URI api(String path) {
        return URI.create("https://localhost:" + ready.get("api").asInt() + path);
    }

    URI page(String path) {
        return URI.create("http://127.0.0.1:" + ready.get("page").asInt() + path);
    }

    URI admin(String path) {
        return URI.create("http://127.0.0.1:" + ready.get("admin").asInt() + path);
    }

    Reply post(String path, Object body) {
        try {
            return post(path, JSON.writeValueAsString(body));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    Reply post(String path, String body) {
        return send(client, request(api(path), body));
    }

    /** As {@link #post(String, String)}, by a client that sends the body only when it may (RFC 9110, 10.1.1). */
    Reply postAsking(String path, String body) {
        HttpRequest asking = HttpRequest.newBuilder(request(api(path), body), (name, value) -> true)
                .expectContinue(true)
                .build();
        return send(client, asking);
    }

    Reply get(String path) {
        return send(client, HttpRequest.newBuilder(api(path)).build());
    }

    /** As {@link #get}, by a till that has what the tag names. */
    Reply getUnless(String path, String tag) {
        return send(
                client,
                HttpRequest.newBuilder(api(path)).header("If-None-Match", tag).build());
    }

    /** What an operator is told who is signed in. */
    Reply fromPage(String path) {
        return operator.get(path);
    }

    /** Somebody who is not signed in. */
    PageVisitor visitor() {
        return new PageVisitor(this::page);
    }

    static HttpRequest request(URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    static Reply send(HttpClient by, HttpRequest request) {
        try {
            HttpResponse<String> answer = by.send(request, BodyHandlers.ofString());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            JsonNode body = type.contains("json") && !answer.body().isEmpty()
                    ? JSON.readTree(answer.body())
                    : JSON.getNodeFactory().textNode(answer.body());
            return new Reply(
                    answer.statusCode(),
                    body,
                    type,
                    answer.headers().firstValue("Retry-After").orElse(""));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void awaitLink() {
        for (int i = 0; i < 100_000; i++) {
            if (fromPage("/api/v1/status").body().at("/acquirers/0/up").asBoolean()) {
                return;
            }
        }
        throw new AssertionError("the link did not come up");
    }

    @Override
    public void close() {
        till.close();
        // A server that stops gives open connections a second to end.
        client.shutdownNow();
        operator.leave();
        try {
            application.stop();
        } catch (Exception e) {
            throw new AssertionError("the service does not stop", e);
        }
        host.close();
    }
}
