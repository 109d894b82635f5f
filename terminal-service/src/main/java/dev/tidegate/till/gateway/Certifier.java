package dev.tidegate.till.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.crypto.CertificateRejectedException;
import dev.tidegate.crypto.CertsOnly;
import dev.tidegate.crypto.ChainGrant;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as the one who certifies: the calls of EST (RFC 7030) that a till makes, and the one that gives it its
 * chain. Every call may be repeated.
 */
public final class Certifier implements AutoCloseable {
    private static final String EST = "/.well-known/est/";
    private static final String REQUEST_TYPE = "application/pkcs10";

    private final Calls calls;

    /** @param within for one call */
    public Certifier(TillTls tls, URI gateway, Duration connectTimeout, Duration within) {
        this.calls = new Calls(tls, gateway, connectTimeout, within);
    }

    /** What a till is given that has its certificate. */
    public record Given(ChainGrant grant, Octets bundle) {}

    /**
     * A certificate for a token.
     *
     * @param request PKCS #10
     * @throws EnrolmentRefusedException the gateway says no
     * @throws GatewayUnavailableException no answer came; the same may be asked again
     * @throws CertificateRejectedException the answer is none
     */
    public List<X509Certificate> enrol(Octets token, Octets request) {
        String user = Base64.getEncoder()
                .encodeToString(("till:" + token.hex().toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII));
        return certificates(calls.post(
                EST + "simpleenroll", REQUEST_TYPE, base64(request), Map.of("Authorization", "Basic " + user)));
    }

    /**
     * A new certificate, asked for with the old one.
     *
     * @throws EnrolmentRefusedException the gateway says no
     * @throws GatewayUnavailableException no answer came
     * @throws CertificateRejectedException the answer is none
     */
    public List<X509Certificate> renew(Octets request) {
        return certificates(calls.post(EST + "simplereenroll", REQUEST_TYPE, base64(request), Map.of()));
    }

    /**
     * The chain, sealed to the key of the certificate that this till shows.
     *
     * @throws EnrolmentRefusedException the gateway says no
     * @throws GatewayUnavailableException no answer came; the same may be asked again
     * @throws CertificateRejectedException the answer is none
     */
    public Given chain() {
        Calls.Reply reply = ok(calls.post("/v1/enrolment", Map.of()));
        try {
            Wire.Enrolment told = Wire.read(reply.body(), Wire.Enrolment.class);
            return new Given(
                    new ChainGrant(octets(told.encapsulated()), octets(told.ciphertext())), octets(told.bundle()));
        } catch (UnusableAnswerException | IllegalArgumentException e) {
            throw new CertificateRejectedException("the answer is not what was expected");
        }
    }

    @Override
    public void close() {
        calls.close();
    }

    private static List<X509Certificate> certificates(Calls.Reply reply) {
        try {
            return CertsOnly.read(
                    Octets.of(Base64.getMimeDecoder().decode(ok(reply).body().toByteArray())));
        } catch (IllegalArgumentException e) {
            throw new CertificateRejectedException("the answer is not what was expected");
        }
    }

    private static Calls.Reply ok(Calls.Reply reply) {
        if (reply.status() != 200) {
            throw new EnrolmentRefusedException(reply.status());
        }
        return reply;
    }

    private static byte[] base64(Octets request) {
        return Base64.getMimeEncoder().encode(request.toByteArray());
    }

    private static Octets octets(@Nullable String base64) {
        if (base64 == null) {
            throw new IllegalArgumentException("a field is missing");
        }
        return Octets.of(Base64.getDecoder().decode(base64));
    }
}
