package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.people.Session;
import dev.tidegate.gateway.people.Sessions;
import dev.tidegate.gateway.people.SignIn;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Signing in and out at the page's door. */
@Path(Guard.SIGN_IN_PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
    private final SignIn door;
    private final Sessions sessions;

    public SessionResource(SignIn door, Sessions sessions) {
        this.door = door;
        this.sessions = sessions;
    }

    /** What somebody typed. */
    static final class Try {
        final String person;
        final char[] secret;

        @JsonCreator
        Try(@JsonProperty("person") @Nullable String person, @JsonProperty("secret") char @Nullable [] secret) {
            this.person = person == null ? "" : person;
            this.secret = secret == null ? new char[0] : secret;
        }
    }

    record View(String person, Set<Person.Role> roles, String token, long idleSeconds) {
        static View of(Session session) {
            return new View(
                    session.person().name(),
                    new TreeSet<>(session.person().roles()),
                    session.token(),
                    Sessions.IDLE_MAX.toSeconds());
        }
    }

    /** Signs in; whoever was signed in by this browser is signed out. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(@Nullable Try given, @Context ContainerRequestContext context) {
        Try typed = given == null ? new Try(null, null) : given;
        try {
            return switch (door.signIn(typed.person, typed.secret)) {
                case SignIn.Outcome.Welcome(var person) -> {
                    sessions.close(Guard.cookie(context));
                    Sessions.Opened opened = sessions.open(person);
                    yield Response.ok(View.of(opened.session()))
                            .cookie(cookie(opened.cookie(), context, NewCookie.DEFAULT_MAX_AGE))
                            .build();
                }
                case SignIn.Outcome.Refused() ->
                    Problem.response(401, "sign_in_refused", "The name or the secret is wrong, or the name is locked.");
                case SignIn.Outcome.TooMany() ->
                    Response.fromResponse(Problem.response(429, "too_many", "Too many tries: wait a minute."))
                            .header("Retry-After", 60)
                            .build();
            };
        } finally {
            Arrays.fill(typed.secret, '\0');
        }
    }

    @GET
    public View session(@Context ContainerRequestContext context) {
        return View.of(Guard.session(context));
    }

    @DELETE
    public Response close(@Context ContainerRequestContext context) {
        sessions.close(Guard.cookie(context));
        return Response.noContent().cookie(cookie("", context, 0)).build();
    }

    private static NewCookie cookie(String value, ContainerRequestContext context, int seconds) {
        return new NewCookie.Builder(Guard.COOKIE)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(context.getSecurityContext().isSecure())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
