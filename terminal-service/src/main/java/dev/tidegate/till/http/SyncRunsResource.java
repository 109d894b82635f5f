package dev.tidegate.till.http;

import dev.tidegate.till.sync.SyncRuns;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The runs of <em>Sync now</em>. */
@Path("/sync-runs")
@Produces(MediaType.APPLICATION_JSON)
public final class SyncRunsResource {
    /**
     * What a page asks for that was loaded again.
     *
     * @param newest the run that goes, or the last one; absent since the start of the till
     */
    public record Newest(@Nullable SyncRunView newest) {}

    private final SyncRuns syncs;

    SyncRunsResource(SyncRuns syncs) {
        this.syncs = syncs;
    }

    @GET
    public Newest newest() {
        return new Newest(SyncRunView.ofNullable(syncs.newest()));
    }

    @GET
    @Path("/{id}")
    public SyncRunView run(@PathParam("id") String id) {
        SyncRunView run = SyncRunView.ofNullable(syncs.run(idOf(id)));
        if (run == null) {
            throw ProblemException.notFound("run");
        }
        return run;
    }

    private static UUID idOf(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("run");
        }
    }
}
