package dev.tidegate.till.http;

import dev.tidegate.till.people.Liability;
import dev.tidegate.till.people.Managers;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What may be taken offline, and who answers for it. Nothing is changed here but that somebody does. */
@Path("/limits")
@Produces(MediaType.APPLICATION_JSON)
public final class LimitsResource {
    /** The languages that the text is written in. */
    private static final Set<String> LANGUAGES = Set.of("en", "vi", "ru");

    /** The manager's name and PIN; which version of the text was read, in which language. */
    public record LiabilityBody(
            @Nullable String name,
            @Nullable TypedPin pin,
            @Nullable Integer version,
            @Nullable String language) {}

    private final Supplier<LimitsView> view;
    private final Liability liability;
    private final Managers managers;
    private final Runnable changed;

    LimitsResource(Supplier<LimitsView> view, Liability liability, Managers managers, Runnable changed) {
        this.view = view;
        this.liability = liability;
        this.managers = managers;
        this.changed = changed;
    }

    @GET
    public LimitsView limits() {
        return view.get();
    }

    /** A manager accepts the liability for stored sales. */
    @POST
    @Path("/liability")
    @Consumes(MediaType.APPLICATION_JSON)
    public LimitsView accept(@Nullable LiabilityBody body) {
        if (body == null || body.language() == null || !LANGUAGES.contains(body.language())) {
            throw ProblemException.field("language", "is en, vi or ru");
        }
        if (body.version() == null || body.version() != Liability.VERSION) {
            throw ProblemException.of(409, "state_conflict", "the text has another version by now");
        }
        try (TypedPin pin = ManagerDoor.pinOf(body.pin())) {
            liability.accept(ManagerDoor.manager(managers, body.name(), pin), body.language());
        }
        changed.run();
        return view.get();
    }
}
