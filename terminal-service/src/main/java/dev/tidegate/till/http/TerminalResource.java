package dev.tidegate.till.http;

import dev.tidegate.till.sync.SyncRuns;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The till itself. */
@Path("/terminal")
@Produces(MediaType.APPLICATION_JSON)
public final class TerminalResource {
    private final Glance glance;
    private final SyncRuns syncs;

    TerminalResource(Glance glance, SyncRuns syncs) {
        this.glance = glance;
        this.syncs = syncs;
    }

    /** The whole till at one glance. */
    @GET
    public TerminalView terminal() {
        return glance.terminal();
    }

    /**
     * Looks for the gateway and drains at once. Pressed again, it joins the run that goes; progress comes by the stream
     * of events.
     */
    @POST
    @Path("/sync")
    public Response sync() {
        SyncRunView run = SyncRunView.of(syncs.press());
        return Response.accepted(run)
                .location(URI.create("sync-runs/" + run.id()))
                .build();
    }
}
