package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.ManualActions;
import dev.tidegate.gateway.capture.Outlook;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.store.ActionRow;
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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the page and tools may see: payments with their messages and their story, masked, and how the lines stand. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class PaymentsResource {
    /** Longer than any DE 41. */
    private static final int TERMINAL_CHARACTERS_MAX = 16;

    private final Store store;
    private final Acquirers acquirers;
    private final InstantSource clock;

    public PaymentsResource(Store store, Acquirers acquirers, InstantSource clock) {
        this.store = store;
        this.acquirers = acquirers;
        this.clock = clock;
    }

    /** One line of the list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            String id,
            String terminal,
            String acquirer,
            String kind,
            String state,
            String reason,
            Wire.@Nullable Money amount,
            @Nullable String brand,
            @Nullable String last4,
            @Nullable Instant soldAt,
            String stan,
            Wire.@Nullable Money captured,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Instant deadline) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String till,
            String terminal,
            String acquirer,
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
            List<Happened> events,
            List<Done> actions,
            Next next,
            List<Way> ways) {}

    /**
     * What a person did, or asked for.
     *
     * @param open whether it waits for a second person
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Done(
            Instant at,
            String action,
            String person,
            String reason,
            boolean done,
            boolean open,
            String secondPerson,
            String secondReason,
            @Nullable Instant doneAt) {}

    /** What happens by itself. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Next(String word, @Nullable Instant at, boolean lanePaused) {}

    /**
     * What people may do.
     *
     * @param mine whether whoever asks has the role
     */
    record Way(String action, boolean two, Set<Person.Role> roles, boolean mine) {}

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

    /** @param next the cursor of the next page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaymentList(List<Row> payments, @Nullable String next) {}

    record Line(String name, boolean up, boolean answering) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TillView(
            String id,
            boolean revoked,
            long lastSeq,
            long headSeq,
            int unsynced,
            @Nullable Instant heardAt) {}

    /** @param needPerson how many payments do not go on without one */
    record Standing(String incarnation, int needPerson, List<Line> acquirers, List<TillView> tills) {}

    /** Payments, the newest sale first; {@code cursor} is what the page before gave as {@code next}. */
    @GET
    @Path("/payments")
    public PaymentList payments(
            @QueryParam("show") @DefaultValue("all") String show,
            @QueryParam("terminal") @DefaultValue("") String terminal,
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > Payments.LIST_ROWS_MAX || terminal.length() > TERMINAL_CHARACTERS_MAX) {
            throw new IllegalArgumentException("an impossible limit or terminal");
        }
        Payments.Shown shown = Payments.Shown.valueOf(show.toUpperCase(Locale.ROOT));
        @Nullable PaymentId before = cursor.isEmpty() ? null : PaymentId.of(cursor);
        // One more tells whether there is another page.
        List<PaymentRow> found = store.read(tables -> tables.payments()
                .list(shown, terminal.strip(), before, ManualActions.askedSince(clock.instant()), limit + 1));
        List<Row> rows = found.stream().limit(limit).map(PaymentsResource::row).toList();
        return new PaymentList(rows, found.size() > limit ? rows.getLast().id() : null);
    }

    @GET
    @Path("/payments/{id}")
    public View payment(@PathParam("id") String id, @Context ContainerRequestContext context) {
        Person person = Guard.session(context).person();
        return store.read(tables ->
                        tables.payments().find(PaymentId.of(id)).map(payment -> view(tables, payment, person)))
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
        int needPerson = store.read(
                tables -> tables.payments().count(Payments.Shown.PERSON, ManualActions.askedSince(clock.instant())));
        return new Standing(store.incarnation(), needPerson, lines, tills);
    }

    private static Row row(PaymentRow payment) {
        PaymentRow.Terms terms = payment.terms();
        PaymentRow.Outcome outcome = payment.outcome();
        return new Row(
                payment.id().toString(),
                payment.lane().terminal().strip(),
                payment.lane().acquirer(),
                payment.kind().name(),
                payment.state().name(),
                payment.place().reason().name(),
                terms == null ? null : Wire.Money.of(terms.amount()),
                terms == null ? null : terms.card().brand().name(),
                terms == null ? null : terms.card().lastFour(),
                terms == null ? null : terms.soldAt(),
                outcome.reply().stan(),
                Wire.Money.of(outcome.captured()),
                outcome.attempts(),
                outcome.nextAttempt(),
                deadline(payment));
    }

    private View view(Tables tables, PaymentRow payment, Person person) {
        PaymentRow.Terms terms = payment.terms();
        PaymentRow.Outcome outcome = payment.outcome();
        List<AttemptRow> attempts = tables.attempts().of(payment.id());
        boolean paused = tables.deferredLanes().of(payment.lane().acquirer()).pausedAt() != null;
        Outlook outlook = Outlook.of(payment, attempts, paused);
        Instant now = clock.instant();
        return new View(
                payment.id().toString(),
                payment.till().toString(),
                payment.lane().terminal().strip(),
                payment.lane().acquirer(),
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
                deadline(payment),
                attempts.stream().map(PaymentsResource::sent).toList(),
                tables.events().of(payment.id()).stream()
                        .map(PaymentsResource::happened)
                        .toList(),
                tables.actions().of(payment.id().toString()).stream()
                        .map(action -> done(action, ManualActions.isAsked(action, payment, now)))
                        .toList(),
                new Next(outlook.next().name(), outlook.at(), outlook.lanePaused()),
                outlook.ways().stream().map(way -> way(way, person)).toList());
    }

    private static @Nullable Instant deadline(PaymentRow payment) {
        return payment.state().isFinalResult() ? null : payment.outcome().deadline();
    }

    private static Done done(ActionRow action, boolean open) {
        return new Done(
                action.at(),
                action.action(),
                action.person(),
                action.reason(),
                action.done(),
                open,
                action.secondPerson(),
                action.secondReason(),
                action.doneAt());
    }

    private static Way way(Outlook.Way way, Person person) {
        return new Way(
                way.action().word(),
                way.two(),
                way.action().roles(),
                !Collections.disjoint(way.action().roles(), person.roles()));
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
