package dev.tidegate.gateway.http;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.CertificateRequest;
import dev.tidegate.crypto.CertsOnly;
import dev.tidegate.gateway.enrol.EnrolmentDesk;
import dev.tidegate.gateway.enrol.EnrolmentDesk.Certified;
import dev.tidegate.gateway.enrol.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Certificates for tills, in the shape of EST (RFC 7030): PKCS #10 in, PKCS #7 certs-only out, both in Base 64. The
 * token travels as the password of HTTP Basic, in hexadecimal digits; the user's name is passed over.
 */
@Path(EstResource.PATH)
public final class EstResource {
    static final String PATH = "/.well-known/est/";
    /** What a caller without a certificate may call. */
    static final Set<String> OPEN = Set.of(PATH + "cacerts", PATH + "simpleenroll");

    private static final String REQUEST_TYPE = "application/pkcs10";
    private static final String ANSWER_TYPE = "application/pkcs7-mime; smime-type=certs-only";
    /** A request in Base 64, with line ends. */
    private static final int BODY_BYTES_MAX = CertificateRequest.BYTES_MAX * 2;

    private static final int HEADER_MAX = 256;
    private static final String BASIC = "Basic ";

    private final EnrolmentDesk desk;

    public EstResource(EnrolmentDesk desk) {
        this.desk = desk;
    }

    /** The authority's certificate. */
    @GET
    @Path("cacerts")
    public Response authority() {
        return certificates(List.of(desk.authority()));
    }

    /** A certificate for a token. */
    @POST
    @Path("simpleenroll")
    @Consumes(REQUEST_TYPE)
    public Response enrol(
            @HeaderParam("Authorization") @Nullable String authorization,
            @Context HttpServletRequest caller,
            InputStream body)
            throws IOException {
        return answered(desk.enrol(caller.getRemoteAddr(), token(authorization), request(body)));
    }

    /** A new certificate for the one that was shown. */
    @POST
    @Path("simplereenroll")
    @Consumes(REQUEST_TYPE)
    @ForTills
    public Response renew(@Context ContainerRequestContext context, InputStream body) throws IOException {
        return answered(desk.renew(TillFilter.till(context), request(body)));
    }

    private static Response answered(Certified answer) {
        return switch (answer) {
            case Certified.Given(var chain) -> certificates(chain);
            case Certified.BadRequest ignored ->
                throw Problem.exception(400, "invalid_request", "This is no certificate request that can be taken.");
            case Certified.Refused(var why) -> refused(why);
        };
    }

    // One word for whatever is wrong: what a token is worth is nobody's business.
    private static Response refused(Refusal why) {
        Response problem = why == Refusal.TOO_MANY_ATTEMPTS
                ? Problem.response(429, "too_many_attempts", "Too many attempts: wait a minute.")
                : Problem.response(401, "enrolment_refused", "The enrolment is refused.");
        Response.ResponseBuilder answer = Response.fromResponse(problem).header("Connection", "close");
        return (why == Refusal.TOO_MANY_ATTEMPTS
                        ? answer.header("Retry-After", 60)
                        : answer.header("WWW-Authenticate", "Basic realm=\"enrolment\""))
                .build();
    }

    private static Response certificates(List<X509Certificate> chain) {
        return Response.ok(
                        Base64.getMimeEncoder()
                                .encodeToString(CertsOnly.write(chain).toByteArray()),
                        ANSWER_TYPE)
                .header("Content-Transfer-Encoding", "base64")
                .build();
    }

    private static @Nullable Octets token(@Nullable String authorization) {
        if (authorization == null || authorization.length() > HEADER_MAX || !authorization.startsWith(BASIC)) {
            return null;
        }
        try {
            String clear = new String(
                    Base64.getDecoder().decode(authorization.substring(BASIC.length())), StandardCharsets.US_ASCII);
            return Octets.ofHex(clear.substring(clear.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Empty where it is not Base 64, or too long: the desk refuses it as it refuses any other that is no request. */
    private static Octets request(InputStream body) throws IOException {
        byte[] text = body.readNBytes(BODY_BYTES_MAX + 1);
        if (text.length > BODY_BYTES_MAX) {
            return Octets.empty();
        }
        try {
            return Octets.of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Octets.empty();
        }
    }
}
