package dev.tidegate.certification.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.payment.PaymentId;
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
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The gateway's call for money back, which no screen of the till has yet, with the till's own certificate. */
final class RefundDoor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient client;
    private final URI gateway;

    RefundDoor(Path till, URI gateway) {
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
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(gateway.resolve("/v1/payments/" + original + "/refunds"))
                            .timeout(LIMIT)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            JsonNode said = JSON.readTree(answer.body());
            return said.path("answer").asText(said.path("code").asText("" + answer.statusCode()));
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
