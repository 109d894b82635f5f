package dev.tidegate.till.http;

import dev.tidegate.till.people.ForcedStanding;
import dev.tidegate.till.people.Managers;
import dev.tidegate.till.people.TypedReason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The switch to offline and back. */
@Path("/terminal/forced")
@Produces(MediaType.APPLICATION_JSON)
public final class ForcedResource {
    /** How it is to stand; the manager's name and PIN, and why. */
    public record ForcedBody(
            @Nullable Boolean offline,
            @Nullable String name,
            @Nullable TypedPin pin,
            @Nullable String reason) {}

    private final ForcedStanding standing;
    private final Managers managers;
    private final Glance glance;

    ForcedResource(ForcedStanding standing, Managers managers, Glance glance) {
        this.standing = standing;
        this.managers = managers;
        this.glance = glance;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public TerminalView put(@Nullable ForcedBody body, @Context HttpServletRequest request) {
        if (body == null || body.offline() == null) {
            throw ProblemException.field("offline", "is true or false");
        }
        TypedReason why = ManagerDoor.reasonOf(body.reason());
        String cashier = Callers.nameOf(request);
        try (TypedPin pin = ManagerDoor.pinOf(body.pin())) {
            standing.order(
                    body.offline(),
                    ManagerDoor.manager(managers, body.name(), pin),
                    why,
                    cashier == null ? "" : cashier);
        }
        return glance.terminal();
    }
}
