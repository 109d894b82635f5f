package dev.tidegate.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.CertsOnly;
import dev.tidegate.crypto.ChainGrant;
import dev.tidegate.crypto.EnrolmentCode;
import dev.tidegate.crypto.PinnedTrust;
import dev.tidegate.crypto.TillEnrolment;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.gateway.ServedGateway.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A till that comes to a served gateway with an enrolment code: each of its steps by itself. */
final class NewTill {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Path folder;
    final EnrolmentCode code;
    private final ServedGateway gateway;
    private final PinnedTrust trust;
    private final TillEnrolment enrolment;

    NewTill(ServedGateway gateway, Path folder, String code) {
        this.gateway = gateway;
        this.folder = folder;
        this.code = ((EnrolmentCode.Reading.Read) EnrolmentCode.read(code)).code();
        this.trust = new PinnedTrust(this.code.fingerprint());
        this.enrolment = TillEnrolment.in(folder);
    }

    /** The code that the operator's command prints. */
    static String invited(ServedGateway gateway, TillId till) throws Exception {
        return JSON.readTree(gateway.command("invite-till", "--till", till.toString(), "--name", "Till 2", "--json"))
                .path("code")
                .asText();
    }

    static NewTill enrolled(ServedGateway gateway, Path folder, TillId till) throws Exception {
        NewTill fresh = new NewTill(gateway, folder, invited(gateway, till));
        fresh.certify(fresh.ask(fresh.code.token()));
        fresh.finish(fresh.chain());
        return fresh;
    }

    TillHome home() {
        return new TillHome(folder);
    }

    Octets request() {
        return enrolment.request();
    }

    /** Who believes the code's authority and shows nothing. */
    HttpClient stranger() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {trust}, null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    HttpClient known() throws Exception {
        return HttpClient.newBuilder()
                .sslContext(ServedGateway.context(home().keyStore(), home().trustStore()))
                .build();
    }

    Reply ask(Octets token) throws Exception {
        return ServedGateway.send(stranger(), pkcs10(gateway.api("/.well-known/est/simpleenroll"), request(), token));
    }

    void certify(Reply reply) {
        if (reply.status() != 200) {
            throw new AssertionError("status " + reply.status());
        }
        enrolment.certify(CertsOnly.read(decoded(reply)), trust.authority(), Instant.now());
    }

    Reply chain() throws Exception {
        return ServedGateway.send(known(), ServedGateway.request(gateway.api("/v1/enrolment"), ""));
    }

    TillId finish(Reply reply) {
        JsonNode told = reply.body();
        return enrolment.finish(
                new ChainGrant(octets(told, "encapsulated"), octets(told, "ciphertext")), octets(told, "bundle"));
    }

    static HttpRequest pkcs10(URI uri, Octets request, Octets token) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/pkcs10")
                .POST(BodyPublishers.ofByteArray(Base64.getMimeEncoder().encode(request.toByteArray())));
        if (!token.isEmpty()) {
            String user = "till:" + token.hex();
            builder.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.US_ASCII)));
        }
        return builder.build();
    }

    static Octets decoded(Reply reply) {
        return Octets.of(Base64.getMimeDecoder().decode(reply.body().asText()));
    }

    private static Octets octets(JsonNode told, String field) {
        return Octets.of(Base64.getDecoder().decode(told.path(field).asText()));
    }
}
