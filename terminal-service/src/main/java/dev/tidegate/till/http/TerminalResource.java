package dev.tidegate.till.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The till itself. */
@Path("/terminal")
@Produces(MediaType.APPLICATION_JSON)
public final class TerminalResource {
    private final Glance glance;
    private final Runnable sync;

    TerminalResource(Glance glance, Runnable sync) {
        this.glance = glance;
        this.sync = sync;
    }

    /** The whole till at one glance. */
    @GET
    public TerminalView terminal() {
        return glance.terminal();
    }

    /** Looks for the gateway and drains at once; progress comes by the stream of events. */
    @POST
    @Path("/sync")
    public Response sync() {
        sync.run();
        return Response.accepted(Map.of("woken", true)).build();
    }
}
