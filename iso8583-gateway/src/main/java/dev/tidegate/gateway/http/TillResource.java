package dev.tidegate.gateway.http;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.gateway.adopt.AdoptionDesk;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.fleet.DrainSlots;
import dev.tidegate.gateway.intake.Intake;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.TillRow;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a till says of itself: its journal, its heartbeat; and what it wants to know: results. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@ForTills
public final class TillResource {
    private final Store store;
    private final Intake intake;
    private final AdoptionDesk adoptions;
    private final Acquirers acquirers;
    private final Landmarks landmarks;
    private final LongSupplier bundleVersion;
    private final DrainSlots slots;
    private final InstantSource clock;

    public TillResource(
            Store store,
            Intake intake,
            AdoptionDesk adoptions,
            Acquirers acquirers,
            Landmarks landmarks,
            LongSupplier bundleVersion,
            DrainSlots slots,
            InstantSource clock) {
        this.slots = slots;
        this.bundleVersion = bundleVersion;
        this.store = store;
        this.intake = intake;
        this.adoptions = adoptions;
        this.acquirers = acquirers;
        this.landmarks = landmarks;
        this.clock = clock;
    }

    /** Takes a batch of journal records in. */
    @POST
    @Path("/journal")
    @Consumes(MediaType.APPLICATION_JSON)
    public Wire.Verdicts journal(Wire.@Nullable Records upload, @Context ContainerRequestContext context) {
        List<String> records = upload == null ? null : upload.records();
        if (upload == null || records == null || records.size() > Intake.BATCH_RECORDS_MAX) {
            throw new IllegalArgumentException("no batch, or too long a one");
        }
        List<Octets> batch = records.stream().map(Wire::octets).toList();
        Wire.@Nullable Adoption adoption = upload.adoption();
        Wire.Verdicts answer = adoption == null
                ? Wire.Verdicts.of(intake.take(TillFilter.terminal(context), batch))
                : adopted(TillFilter.till(context), adoption, batch);
        landmarks.pass(Landmark.AFTER_COMMIT_BEFORE_ANSWER);
        return answer;
    }

    private Wire.Verdicts adopted(TillId courier, Wire.Adoption adoption, List<Octets> batch) {
        return switch (adoptions.take(courier, adoption.grantBytes(), adoption.claim(), batch)) {
            case AdoptionDesk.Answer.Taken(var receipt, var done, var waiting) ->
                Wire.Verdicts.of(receipt, new Wire.Adopted(done, waiting));
            case AdoptionDesk.Answer.Refused(var why) -> throw Problem.exception(403, why.code(), why.words());
        };
    }

    /** What became of payments since a cursor. */
    @GET
    @Path("/results")
    public Wire.Results results(
            @QueryParam("after") @DefaultValue("") String after, @Context ContainerRequestContext context) {
        Cursor from = Cursor.of(after, store.incarnation());
        Terminal terminal = TillFilter.terminal(context);
        List<PaymentRow> news = store.read(tables -> tables.payments().newsAfter(terminal.till(), from.event()));
        List<Wire.Result> results = news.stream()
                .map(payment -> Wire.Result.of(payment, at(payment).toString()))
                .toList();
        Cursor next = news.isEmpty() ? from : at(news.getLast());
        return new Wire.Results(next.toString(), results);
    }

    /** Takes a till's sign of life. */
    @POST
    @Path("/heartbeat")
    @Consumes(MediaType.APPLICATION_JSON)
    public Wire.BeatAnswer heartbeat(Wire.@Nullable Beat beat, @Context ContainerRequestContext context) {
        if (beat == null) {
            throw new IllegalArgumentException("no heartbeat");
        }
        Terminal terminal = TillFilter.terminal(context);
        Instant now = clock.instant();
        TillRow.Head head = new TillRow.Head(text(beat.epoch()), beat.seq(), text(beat.link()), beat.unsynced());
        String sealingTo = text(beat.sealingTo());
        Known known = store.write(tables -> {
            tables.tills().heard(terminal.till(), head, now);
            tables.keyUses().said(terminal.till(), sealingTo, beat.oldestSealed(), beat.seq(), now);
            return new Known(
                    tables.tills().find(terminal.till()).map(TillRow::lastSeq).orElse(0L),
                    tables.parameters().version(terminal.till()));
        });
        landmarks.pass(Landmark.AFTER_COMMIT_BEFORE_ANSWER);
        boolean answering = acquirers.named(terminal.acquirer()).link().isAnswering();
        return new Wire.BeatAnswer(
                now,
                answering ? "UP" : "DOWN",
                known.lastSeq(),
                store.incarnation(),
                new Wire.Versions(bundleVersion.getAsLong(), known.parameters()),
                Wire.Slot.of(slots.ask(terminal.till(), head.seq(), known.lastSeq())));
    }

    private record Known(long lastSeq, long parameters) {}

    private Cursor at(PaymentRow payment) {
        return new Cursor(store.incarnation(), payment.place().event());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
