package dev.tidegate.till.http;

import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.people.Door;
import dev.tidegate.till.people.Managers;
import dev.tidegate.till.people.Sessions;
import dev.tidegate.till.store.People;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signing in and out. Nothing here needs a network, and nothing moves a sale. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
    /** Who somebody says he is, and what shows it. */
    public record SignInBody(
            @Nullable String name, @Nullable TypedPin pin) {}

    /** One of the till's people. */
    public record PersonView(String name, String role) {}

    /**
     * Who is here.
     *
     * @param required whether whoever uses the till has to be signed in
     * @param person who is signed in; absent where nobody is
     * @param manager whose manager's rights are open; absent where nobody's are
     * @param people to choose from
     */
    public record SessionView(
            boolean required,
            @Nullable PersonView person,
            @Nullable String manager,
            List<PersonView> people) {}

    /** What stays at the till when somebody goes: stored sales that the acquirer does not have yet. */
    public record SignedOutView(int count, List<MoneyView> amounts) {}

    private final Door door;
    private final Managers managers;
    private final Sessions sessions;
    private final People people;
    private final LedgerQueries ledger;
    private final boolean required;
    private final FactLog log;

    SessionResource(
            Door door,
            Managers managers,
            Sessions sessions,
            People people,
            LedgerQueries ledger,
            boolean required,
            FactLog log) {
        this.door = door;
        this.managers = managers;
        this.sessions = sessions;
        this.people = people;
        this.ledger = ledger;
        this.required = required;
        this.log = log;
    }

    @GET
    public SessionView who(@Context HttpServletRequest request) {
        return view(Callers.of(request));
    }

    /** Signs in; whoever was signed in by this browser is signed out. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(@Nullable SignInBody body, @Context HttpServletRequest request) {
        String name = ManagerDoor.nameOf(body == null ? null : body.name());
        try (TypedPin pin = ManagerDoor.pinOf(body == null ? null : body.pin())) {
            return switch (door.knock(name, pin.digits())) {
                case Door.Outcome.Known(var person) -> welcome(person, request);
                case Door.Outcome.Wrong no -> throw ManagerDoor.refusal(no);
                case Door.Outcome.Locked no -> throw ManagerDoor.refusal(no);
                case Door.Outcome.TooMany no -> throw ManagerDoor.refusal(no);
            };
        }
    }

    /** Signs out. Always works; says what stays stored here. */
    @DELETE
    public Response close(@Context HttpServletRequest request) {
        sessions.close(Callers.token(request));
        LedgerQueries.Unsynced stays = ledger.unsynced();
        return Response.ok(new SignedOutView(
                        stays.count(), stays.sums().stream().map(MoneyView::of).toList()))
                .cookie(cookie("", 0))
                .build();
    }

    /** A manager opens the manager's screens, beside whoever is signed in. */
    @POST
    @Path("/manager")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response manager(@Nullable SignInBody body, @Context HttpServletRequest request) {
        try (TypedPin pin = ManagerDoor.pinOf(body == null ? null : body.pin())) {
            Person manager = ManagerDoor.manager(managers, body == null ? null : body.name(), pin);
            SignedIn session = Callers.of(request);
            if (session == null) {
                return welcome(manager, request);
            }
            sessions.managerIsHere(session, manager);
            return Response.ok(view(sessions.find(Callers.token(request)))).build();
        }
    }

    /** Closes the manager's screens. */
    @DELETE
    @Path("/manager")
    public SessionView managerLeaves(@Context HttpServletRequest request) {
        SignedIn session = Callers.of(request);
        if (session != null) {
            sessions.managerLeaves(session);
        }
        return view(sessions.find(Callers.token(request)));
    }

    private Response welcome(Person person, HttpServletRequest request) {
        sessions.close(Callers.token(request));
        String token = sessions.open(person);
        log.signedIn(person.name());
        return Response.ok(view(sessions.find(token)))
                .cookie(cookie(token, NewCookie.DEFAULT_MAX_AGE))
                .build();
    }

    private SessionView view(@Nullable SignedIn session) {
        Person manager = session == null ? null : sessions.manager(session);
        return new SessionView(
                required,
                session == null ? null : view(session.person()),
                manager == null ? null : manager.name(),
                people.all().stream().map(SessionResource::view).toList());
    }

    private static PersonView view(Person person) {
        return new PersonView(person.name(), person.role().name());
    }

    // The till is on loopback, where a cookie is not sent over any wire.
    private static NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(Callers.COOKIE)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
