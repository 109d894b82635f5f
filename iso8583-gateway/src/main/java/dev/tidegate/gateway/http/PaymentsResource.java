package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.EventRow;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Payments;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page and tools may see: payments with their messages and their story, masked, and how the lines stand. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class PaymentsResource {
    private final Store store;
    private final Acquirers acquirers;

    public PaymentsResource(Store store, Acquirers acquirers) {
        this.store = store;
        this.acquirers = acquirers;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String till,
            String terminal,
            String kind,
            String state,
            String reason,
            long version,
            Wire.@Nullable Money amount,
            @Nullable String entryMode,
            @Nullable String brand,
            @Nullable String last4,
            @Nullable Instant soldAt,
            boolean shown,
            boolean completed,
            String responseCode,
            String authorisationCode,
            String stan,
            String rrn,
            Wire.@Nullable Money captured,
            @Nullable Instant capturedAt,
            @Nullable Instant nextAttempt,
            @Nullable Instant deadline,
            List<Sent> attempts,
            List<Happened> events) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sent(
            int number,
            String kind,
            String state,
            @Nullable String stan,
            @Nullable String rrn,
            @Nullable Instant sentAt,
            int sends,
            int reverses,
            boolean takenOver,
            String responseCode,
            @Nullable Instant answeredAt,
            @Nullable Instant nextAt,
            String remark) {}

    record Happened(long n, Instant at, String event, String state, String reason, long version, String detail) {}

    record PaymentList(List<View> payments) {}

    record Line(String name, boolean up, boolean answering) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TillView(
            String id,
            boolean revoked,
            long lastSeq,
            long headSeq,
            int unsynced,
            @Nullable Instant heardAt) {}

    record Standing(String incarnation, List<Line> acquirers, List<TillView> tills) {}

    /** The payments that changed last, newest first. */
    @GET
    @Path("/payments")
    public PaymentList payments(@QueryParam("limit") @DefaultValue("200") int limit) {
        if (limit < 1 || limit > Payments.LIST_ROWS_MAX) {
            throw new IllegalArgumentException("an impossible limit");
        }
        return store.read(tables -> new PaymentList(tables.payments().latest(limit).stream()
                .map(payment -> view(tables, payment))
                .toList()));
    }

    @GET
    @Path("/payments/{id}")
    public View payment(@PathParam("id") String id) {
        return store.read(tables -> tables.payments().find(PaymentId.of(id)).map(payment -> view(tables, payment)))
                .orElseThrow(() -> Problem.exception(404, "not_found", "No such payment."));
    }

    /** How the lines to the acquirers stand, and when each till was heard. */
    @GET
    @Path("/status")
    public Standing status() {
        List<Line> lines = acquirers.all().stream()
                .map(a -> new Line(a.name(), a.link().isUp(), a.link().isAnswering()))
                .toList();
        List<TillView> tills = store.read(tables -> tables.tills().all()).stream()
                .map(t -> new TillView(
                        t.id().toString(),
                        t.revoked(),
                        t.lastSeq(),
                        t.head().seq(),
                        t.head().unsynced(),
                        t.heardAt()))
                .toList();
        return new Standing(store.incarnation(), lines, tills);
    }

    private static View view(Tables tables, PaymentRow payment) {
        PaymentRow.Terms terms = payment.terms();
        PaymentRow.Outcome outcome = payment.outcome();
        return new View(
                payment.id().toString(),
                payment.till().toString(),
                payment.lane().terminal().strip(),
                payment.kind().name(),
                payment.state().name(),
                payment.place().reason().name(),
                payment.place().version(),
                terms == null ? null : Wire.Money.of(terms.amount()),
                terms == null ? null : terms.entryMode().name(),
                terms == null ? null : terms.card().brand().name(),
                terms == null ? null : terms.card().lastFour(),
                terms == null ? null : terms.soldAt(),
                payment.marks().shown(),
                payment.marks().completed(),
                outcome.reply().responseCode(),
                outcome.reply().authorisationCode(),
                outcome.reply().stan(),
                outcome.reply().rrn(),
                Wire.Money.of(outcome.captured()),
                outcome.capturedAt(),
                outcome.nextAttempt(),
                outcome.deadline(),
                tables.attempts().of(payment.id()).stream()
                        .map(PaymentsResource::sent)
                        .toList(),
                tables.events().of(payment.id()).stream()
                        .map(PaymentsResource::happened)
                        .toList());
    }

    private static Sent sent(AttemptRow attempt) {
        AttemptRow.Trace trace = attempt.trace();
        return new Sent(
                attempt.number(),
                attempt.kind().name(),
                attempt.state().name(),
                trace == null ? null : trace.stan().toString(),
                trace == null ? null : trace.rrn().value(),
                trace == null ? null : trace.firstSentAt(),
                attempt.sends(),
                attempt.original(),
                attempt.takenOver(),
                attempt.said().responseCode(),
                attempt.said().at(),
                attempt.nextAt(),
                attempt.remark());
    }

    private static Happened happened(EventRow event) {
        return new Happened(
                event.n(),
                event.at(),
                event.event(),
                event.state().name(),
                event.reason().name(),
                event.version(),
                event.detail());
    }
}
