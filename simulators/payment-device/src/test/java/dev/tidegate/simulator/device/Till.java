package dev.tidegate.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A till of the tests: says one message and gives the answer as it came. */
final class Till implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    final PaymentDeviceSimulator simulator;
    private final Path home;

    Till(Path home) {
        this.home = home;
        this.simulator =
                new PaymentDeviceSimulator(Options.of("--home", home.toString(), "--name", "localhost", "--poi", "P1"));
    }

    /** @throws IOException no whole answer came */
    JsonNode say(String category, String serviceId, ObjectNode body) throws Exception {
        ObjectNode request = object();
        request.putObject("MessageHeader")
                .put("ProtocolVersion", "3.0")
                .put("MessageClass", "Service")
                .put("MessageCategory", category)
                .put("MessageType", "Request")
                .put("ServiceID", serviceId)
                .put("SaleID", "T1")
                .put("POIID", "P1");
        request.set(category + "Request", body);
        ObjectNode whole = object().set("SaleToPOIRequest", request);
        return post(whole.toString());
    }

    JsonNode post(String text) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(trust())
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + simulator.port() + "/nexo"))
                            .timeout(LIMIT)
                            .POST(HttpRequest.BodyPublishers.ofString(text))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            return body.isEmpty() || body.equals("ok")
                    ? MissingNode.getInstance()
                    : Json.read(answer.body()).path("SaleToPOIResponse");
        }
    }

    JsonNode pay(String serviceId, String amount) throws Exception {
        return say("Payment", serviceId, payment(amount)).path("PaymentResponse");
    }

    JsonNode status(String serviceId) throws Exception {
        ObjectNode body = object();
        body.putObject("MessageReference").put("ServiceID", serviceId);
        return say("TransactionStatus", "S" + serviceId, body).path("TransactionStatusResponse");
    }

    void abort(String serviceId) throws Exception {
        ObjectNode body = object();
        body.putObject("MessageReference").put("ServiceID", serviceId);
        say("Abort", "A" + serviceId, body);
    }

    JsonNode reverse(String serviceId, String number) throws Exception {
        ObjectNode body = object();
        body.putObject("OriginalPOITransaction").putObject("POITransactionID").put("TransactionID", number);
        return say("Reversal", serviceId, body).path("ReversalResponse");
    }

    static ObjectNode payment(String amount) {
        ObjectNode body = object();
        body.putObject("SaleData").putObject("SaleTransactionID").put("TransactionID", "sale " + amount);
        body.putObject("PaymentTransaction")
                .putObject("AmountsReq")
                .put("Currency", "EUR")
                .put("RequestedAmount", new BigDecimal(amount));
        return body;
    }

    /** State of each row of the books. */
    List<String> books() throws Exception {
        return control("GET", "/ledger", "")
                .valueStream()
                .map(row -> row.path("state").asText())
                .toList();
    }

    void fault(String on, String kind, int millis) throws Exception {
        control("POST", "/faults", "[{\"on\":\"" + on + "\",\"kind\":\"" + kind + "\",\"millis\":" + millis + "}]");
    }

    JsonNode control(String method, String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return Json.read(client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.controlPort() + path))
                                    .timeout(LIMIT)
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body());
        }
    }

    @Override
    public void close() {
        simulator.close();
    }

    private SSLContext trust() throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (InputStream in = Files.newInputStream(home.resolve("authority.pem"))) {
            anchors.setCertificateEntry(
                    "maker", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
