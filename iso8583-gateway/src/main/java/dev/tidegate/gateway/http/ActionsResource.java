package dev.tidegate.gateway.http;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.capture.CaptureEngine;
import dev.tidegate.gateway.capture.ManualAction;
import dev.tidegate.gateway.capture.ManualActions.Outcome;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.capture.Story;
import dev.tidegate.gateway.store.DeferredLanes;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What people do by hand, and a payment's story in sentences. Who is signed in is on record with each action. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class ActionsResource {
    private final Store store;
    private final CaptureEngine engine;

    public ActionsResource(Store store, CaptureEngine engine) {
        this.store = store;
        this.engine = engine;
    }

    record Order(@Nullable String reason) {}

    /** @param outcome DONE or SECOND_PERSON_NEEDED */
    record Said(String outcome, String sentence) {}

    record Told(String id, List<String> happened, String next, List<String> canAct) {}

    record Lane(String acquirer, Instant pausedAt, String cause) {}

    record LaneList(List<Lane> paused) {}

    @GET
    @Path("/payments/{id}/why")
    public Told why(@PathParam("id") String id) {
        return store.read(tables -> Story.of(tables, PaymentId.of(id)))
                .map(story -> new Told(id, story.happened(), story.next(), story.canAct()))
                .orElseThrow(ActionsResource::unknown);
    }

    @POST
    @Path("/payments/{id}/{action: hold|release|retry|write-off}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Said act(
            @PathParam("id") String id,
            @PathParam("action") String word,
            @Nullable Order order,
            @Context ContainerRequestContext context) {
        ManualAction action = Arrays.stream(ManualAction.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(ActionsResource::unknown);
        PaymentId payment = PaymentId.of(id);
        return said(
                context,
                (tables, person) -> engine.manualActions().act(tables, action, payment, person, reason(order)));
    }

    /** Lets an acquirer's deferred lane go on. */
    @POST
    @Path("/acquirers/{name}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    public Said resume(
            @PathParam("name") String name, @Nullable Order order, @Context ContainerRequestContext context) {
        return said(context, (tables, person) -> engine.manualActions().resume(tables, name, person, reason(order)));
    }

    /** The deferred lanes that are paused. */
    @GET
    @Path("/acquirers/paused")
    public LaneList paused() {
        return new LaneList(store.read(tables -> tables.deferredLanes().paused()).stream()
                .map(ActionsResource::lane)
                .toList());
    }

    private Said said(ContainerRequestContext context, BiFunction<Tables, Person, Outcome> act) {
        Person person = Guard.session(context).person();
        Outcome outcome = store.write(tables -> act.apply(tables, person));
        engine.wake().up();
        return switch (outcome) {
            case Outcome.Done(var sentence) -> new Said("DONE", sentence);
            case Outcome.NeedsSecond() ->
                new Said("SECOND_PERSON_NEEDED", "It is on record; a second person says the same within a day.");
            case Outcome.Refused(var why) -> throw Problem.exception(409, "refused", why.name(), why.sentence());
            case Outcome.Unknown() -> throw unknown();
        };
    }

    private static String reason(@Nullable Order order) {
        String reason = order == null ? null : order.reason();
        return reason == null ? "" : reason.strip();
    }

    private static Lane lane(DeferredLanes.Row row) {
        Instant at = row.pausedAt();
        if (at == null) {
            throw new IllegalStateException("a lane that is not paused");
        }
        return new Lane(row.acquirer(), at, row.cause());
    }

    private static RuntimeException unknown() {
        return Problem.exception(404, "not_found", "No such payment.");
    }
}
