package dev.tidegate.gateway.http;

import dev.tidegate.gateway.enrol.EnrolmentDesk;
import dev.tidegate.gateway.enrol.EnrolmentDesk.Granted;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;

/** What a till that has its certificate needs besides: a chain, and the keys to seal to. */
@Path("/v1/enrolment")
@Produces(MediaType.APPLICATION_JSON)
@ForTills
public final class EnrolmentResource {
    private final EnrolmentDesk desk;

    public EnrolmentResource(EnrolmentDesk desk) {
        this.desk = desk;
    }

    /**
     * @param encapsulated and {@code ciphertext}: the chain's secret, sealed to the key of the certificate
     * @param bundle the public keys to seal to, signed
     */
    record Enrolment(String till, String encapsulated, String ciphertext, String bundle) {}

    @POST
    public Enrolment enrolment(@Context ContainerRequestContext context) {
        return switch (desk.grant(TillFilter.till(context), TillFilter.certificate(context))) {
            case Granted.Given(var till, var grant, var bundle) -> {
                Base64.Encoder base64 = Base64.getEncoder();
                yield new Enrolment(
                        till.toString(),
                        base64.encodeToString(grant.encapsulated().toByteArray()),
                        base64.encodeToString(grant.ciphertext().toByteArray()),
                        base64.encodeToString(bundle.toByteArray()));
            }
            case Granted.Refused ignored ->
                throw Problem.exception(409, "enrolment_refused", "The enrolment is refused.");
        };
    }
}
