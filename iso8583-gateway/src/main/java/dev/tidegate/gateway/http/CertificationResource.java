package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.gateway.capture.ManualActions;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.review.EvidenceFolder;
import dev.tidegate.gateway.review.Run;
import dev.tidegate.gateway.store.ReviewRow;
import dev.tidegate.gateway.store.ReviewRow.Decision;
import dev.tidegate.gateway.store.Store;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Certification runs and what reviewers say of their scenarios, one by one. Who said it and when is on record, with
 * every change of mind; {@code sign-off.json} is that record, to be put into the pack.
 */
@Path("/api/v1/certification")
@Produces(MediaType.APPLICATION_JSON)
public final class CertificationResource {
    private final EvidenceFolder folder;
    private final Store store;
    private final InstantSource clock;

    public CertificationResource(EvidenceFolder folder, Store store, InstantSource clock) {
        this.folder = folder;
        this.store = store;
        this.clock = clock;
    }

    record Note(@Nullable String note) {}

    /** @param unreadable packs in the folder that cannot be read */
    record RunList(List<Summary> runs, int unreadable) {}

    record Summary(
            String run, Run.Facts facts, int passed, int failed, int skipped, int signed, int rejected, int open) {}

    record Detail(Summary summary, List<Scenario> scenarios) {}

    /** @param said everything, the oldest first; the last counts */
    record Scenario(String id, String section, String title, String verdict, String because, List<Said> said) {}

    record Said(long n, Instant at, Decision decision, String reviewer, String note) {}

    /** As {@code ./tidegate certify --sign-off} takes it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SignOff(String run, List<Event> events) {}

    record Event(long n, Instant at, String scenario, Decision decision, String reviewer, String note) {}

    @GET
    public RunList runs() {
        EvidenceFolder.Found found = folder.runs();
        return new RunList(
                found.runs().stream().map(run -> summary(run, said(run))).toList(), found.unreadable());
    }

    @GET
    @Path("/{run}")
    public Detail run(@PathParam("run") String name) {
        Run run = named(name);
        List<ReviewRow> said = said(run);
        Map<String, List<Said>> byScenario = said.stream()
                .collect(Collectors.groupingBy(
                        ReviewRow::scenario, Collectors.mapping(CertificationResource::said, Collectors.toList())));
        return new Detail(
                summary(run, said),
                run.scenarios().stream()
                        .map(each -> new Scenario(
                                each.id(),
                                each.section(),
                                each.title(),
                                each.verdict(),
                                each.because(),
                                byScenario.getOrDefault(each.id(), List.of())))
                        .toList());
    }

    /** Says something of a scenario; a rejection says why. */
    @POST
    @Path("/{run}/{scenario}/{word: sign-off|reject}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Detail say(
            @PathParam("run") String name,
            @PathParam("scenario") String scenario,
            @PathParam("word") String word,
            @Nullable Note given,
            @Context ContainerRequestContext context) {
        Person person = Guard.session(context).person();
        Run run = named(name);
        if (!run.has(scenario)) {
            throw unknown();
        }
        Decision decision = word.equals("reject") ? Decision.REJECTED : Decision.SIGNED;
        String note = given == null || given.note() == null ? "" : given.note().strip();
        refusal(person, decision, note).ifPresent(why -> {
            throw Problem.exception(409, "refused", why.name(), why.sentence());
        });
        store.write(tables -> {
            tables.reviews().add(clock.instant(), run.run(), scenario, decision, person.name(), note);
            return run;
        });
        return run(name);
    }

    /** Everything that was said of a run, as a file. */
    @GET
    @Path("/{run}/sign-off.json")
    public Response signOff(@PathParam("run") String name) {
        Run run = named(name);
        List<Event> events = said(run).stream()
                .map(each ->
                        new Event(each.n(), each.at(), each.scenario(), each.decision(), each.person(), each.note()))
                .toList();
        return Response.ok(new SignOff(run.run(), events))
                .header("Content-Disposition", "attachment; filename=\"sign-off.json\"")
                .build();
    }

    /** A file of the pack. Its pages bring their own style; a browser lets them load and run nothing. */
    @GET
    @Path("/{run}/evidence/{file: .+}")
    @Produces(MediaType.WILDCARD)
    public Response evidence(@PathParam("run") String run, @PathParam("file") String file) {
        return folder.file(run, file)
                .map(content -> Response.ok(content)
                        .type(type(file))
                        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                        .build())
                .orElseThrow(CertificationResource::unknown);
    }

    private static Optional<ManualActions.Refusal> refusal(Person person, Decision decision, String note) {
        if (!person.roles().contains(Person.Role.REVIEWER)) {
            return Optional.of(ManualActions.Refusal.ROLE);
        }
        return note.isEmpty() && decision == Decision.SIGNED ? Optional.empty() : ManualActions.refusal(note);
    }

    private List<ReviewRow> said(Run run) {
        return store.read(tables -> tables.reviews().of(run.run()));
    }

    private static Said said(ReviewRow row) {
        return new Said(row.n(), row.at(), row.decision(), row.person(), row.note());
    }

    private static Summary summary(Run run, List<ReviewRow> said) {
        Collection<Decision> last = said.stream()
                .filter(row -> run.has(row.scenario()))
                .collect(Collectors.toMap(ReviewRow::scenario, ReviewRow::decision, (one, later) -> later))
                .values();
        int signed = (int) last.stream().filter(each -> each == Decision.SIGNED).count();
        return new Summary(
                run.run(),
                run.facts(),
                count(run, "PASSED"),
                count(run, "FAILED"),
                count(run, "SKIPPED"),
                signed,
                last.size() - signed,
                run.scenarios().size() - last.size());
    }

    private static int count(Run run, String verdict) {
        return (int) run.scenarios().stream()
                .filter(each -> each.verdict().equals(verdict))
                .count();
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "html" -> "text/html; charset=utf-8";
            case "pdf" -> "application/pdf";
            case "json" -> "application/json";
            case "xml" -> "application/xml";
            case "csv" -> "text/csv; charset=utf-8";
            default -> "text/plain; charset=utf-8";
        };
    }

    private Run named(String run) {
        return folder.run(run).orElseThrow(CertificationResource::unknown);
    }

    private static RuntimeException unknown() {
        return Problem.exception(404, "not_found", "No such run.");
    }
}
