package dev.tidegate.certification.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Calls of the gateway that no screen of the till makes yet, with the till's own certificate: money back, and a sale of
 * which a part would do.
 */
final class TillDoor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient client;
    private final URI gateway;

    TillDoor(Path till, URI gateway) {
        TillHome home = new TillHome(till);
        this.gateway = gateway;
        this.client = HttpClient.newBuilder().sslContext(context(home)).build();
    }

    /** Gives money of a captured payment back, and says the gateway's word: APPROVED, DECLINED, … */
    String refund(PaymentId original, PaymentId refund, long minor, String currency, Instant askedAt) {
        JsonNode body = JSON.createObjectNode()
                .put("refundId", refund.toString())
                .put("askedAt", askedAt.toString())
                .set("amount", JSON.createObjectNode().put("value", minor).put("currency", currency));
        JsonNode said = post("/v1/payments/" + original + "/refunds", body);
        return said.path("answer").asText(said.path("code").asText());
    }

    /** Asks for a sale of which a part would do. */
    HostVerdict authorisePart(String tid, GatewayClient.Ask ask) {
        Base64.Encoder base64 = Base64.getEncoder();
        ObjectNode body = JSON.createObjectNode()
                .put("terminalId", tid)
                .put("soldAt", ask.soldAt().toString())
                .put("entryMode", ask.entryMode().name())
                .put("takesPart", true);
        body.putObject("amount")
                .put("value", ask.amount().minor())
                .put("currency", ask.amount().currency().getCurrencyCode());
        body.putObject("sealed")
                .put("suite", ask.body().suite())
                .put("keyId", base64.encodeToString(ask.body().keyId().toByteArray()))
                .put(
                        "encapsulated",
                        base64.encodeToString(ask.body().encapsulated().toByteArray()))
                .put("ciphertext", base64.encodeToString(ask.body().ciphertext().toByteArray()));
        JsonNode said = post("/v1/payments/" + ask.payment() + "/authorise", body);
        HostReply reply = new HostReply(
                said.path("responseCode").asText(),
                said.path("authorisationCode").asText(),
                said.path("stan").asText(),
                said.path("rrn").asText());
        return switch (said.path("answer").asText()) {
            case "APPROVED", "PARTIALLY_APPROVED" ->
                new HostVerdict.Approved(reply, said.path("captured").asBoolean(), TlvSet.read(Octets.of(new byte[0])));
            case "DECLINED" -> new HostVerdict.Declined(reply, TlvSet.read(Octets.of(new byte[0])));
            default -> new HostVerdict.Unknown();
        };
    }

    private JsonNode post(String path, JsonNode body) {
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(gateway.resolve(path))
                            .timeout(LIMIT)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static SSLContext context(TillHome home) {
        try {
            KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
            own.init(store(home.keyStore()), StorePassword.of(home.keyStore()).toCharArray());
            TrustManagerFactory authority = TrustManagerFactory.getInstance("PKIX");
            authority.init(store(home.trustStore()));
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(own.getKeyManagers(), authority.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a till's stores are its own", e);
        }
    }

    private static KeyStore store(Path file) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, StorePassword.of(file).toCharArray());
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
