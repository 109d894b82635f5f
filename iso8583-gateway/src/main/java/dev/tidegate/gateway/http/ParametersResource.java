package dev.tidegate.gateway.http;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.store.ParametersRow;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.Optional;

/** What a till's merchant and acquirer allow, signed. Its entity tag is its version (RFC 9110, 8.8.3). */
@Path("/v1/parameters")
@Produces(MediaType.APPLICATION_JSON)
@ForTills
public final class ParametersResource {
    /** What a till is told; absent for one without a terminal. */
    @FunctionalInterface
    public interface Source {
        Optional<ParametersRow> of(TillId till);
    }

    private final Source source;

    public ParametersResource(Source source) {
        this.source = source;
    }

    /** The caller's own; 304 where it says that it has them (If-None-Match). */
    @GET
    public Response parameters(@Context ContainerRequestContext context, @Context Request request) {
        ParametersRow told = source.of(TillFilter.terminal(context).till())
                .orElseThrow(
                        () -> Problem.exception(503, "parameters_not_issued", "They are not issued yet: ask again."));
        EntityTag tag = new EntityTag(Long.toString(told.version()));
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        if (known != null) {
            return known.build();
        }
        String raw = Base64.getEncoder().encodeToString(told.raw().toByteArray());
        return Response.ok(new Wire.Parameters(told.version(), raw)).tag(tag).build();
    }
}
