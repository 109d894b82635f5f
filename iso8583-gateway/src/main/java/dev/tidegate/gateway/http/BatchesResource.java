package dev.tidegate.gateway.http;

import dev.tidegate.gateway.batch.BatchDesk;
import dev.tidegate.gateway.batch.BatchStory;
import dev.tidegate.gateway.batch.BatchView;
import dev.tidegate.gateway.batch.CloseWord;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Outstanding;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batches of terminals, at the operator's door: how they stand, and people's wishes to close them. */
@Path("/api/v1/batches")
@Produces(MediaType.APPLICATION_JSON)
public final class BatchesResource {
    private static final int TID_CHARACTERS = 8;

    private final BatchDesk desk;

    public BatchesResource(BatchDesk desk) {
        this.desk = desk;
    }

    record Order(@Nullable String reason) {}

    /** @param outcome WANTED, BLOCKED or ACCEPTED */
    record Said(String outcome, String sentence, Outstanding left) {}

    record BatchList(List<BatchView> batches) {}

    @GET
    public BatchList all() {
        return new BatchList(desk.all());
    }

    /** @param batch 0 for the one that is not closed */
    @GET
    @Path("/{acquirer}/{terminal}")
    public BatchStory one(
            @PathParam("acquirer") String acquirer,
            @PathParam("terminal") String terminal,
            @QueryParam("batch") @DefaultValue("0") long batch) {
        return desk.story(lane(acquirer, terminal), batch).orElseThrow(BatchesResource::unknown);
    }

    @POST
    @Path("/{acquirer}/{terminal}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    public Said close(
            @PathParam("acquirer") String acquirer,
            @PathParam("terminal") String terminal,
            @Nullable Order order,
            @Context ContainerRequestContext context) {
        return said(desk.close(lane(acquirer, terminal), Guard.session(context).person(), reason(order)));
    }

    @POST
    @Path("/{acquirer}/{terminal}/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    public Said accept(
            @PathParam("acquirer") String acquirer,
            @PathParam("terminal") String terminal,
            @Nullable Order order,
            @Context ContainerRequestContext context) {
        return said(desk.accept(lane(acquirer, terminal), Guard.session(context).person(), reason(order)));
    }

    private static Said said(CloseWord word) {
        return switch (word) {
            case CloseWord.Wanted(var left) -> new Said("WANTED", word.sentence(), left);
            case CloseWord.Blocked(var left) -> new Said("BLOCKED", word.sentence(), left);
            case CloseWord.Accepted() -> new Said("ACCEPTED", word.sentence(), new Outstanding(0, 0));
            case CloseWord.NoReconciliation ignored ->
                throw Problem.exception(409, "no_reconciliation", word.sentence());
            case CloseWord.Refused ignored -> throw Problem.exception(409, "refused", word.sentence());
            case CloseWord.Unknown ignored -> throw unknown();
        };
    }

    private static String reason(@Nullable Order order) {
        String reason = order == null ? null : order.reason();
        return reason == null ? "" : reason.strip();
    }

    private static LaneId lane(String acquirer, String terminal) {
        if (acquirer.isEmpty() || terminal.isEmpty() || terminal.length() > TID_CHARACTERS) {
            throw unknown();
        }
        return new LaneId(acquirer, terminal + " ".repeat(TID_CHARACTERS - terminal.length()));
    }

    private static RuntimeException unknown() {
        return Problem.exception(404, "not_found", "No such terminal, or no such batch of it.");
    }
}
