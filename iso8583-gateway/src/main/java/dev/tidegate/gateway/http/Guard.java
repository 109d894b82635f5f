package dev.tidegate.gateway.http;

import dev.tidegate.gateway.people.Session;
import dev.tidegate.gateway.people.Sessions;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody to {@code /api/v1} who is not signed in, and no page but ours change anything: a request from another
 * origin is refused by what the browser says of it, and each change carries the session's token, which another page
 * cannot read. The till's page is on the same host, where {@code SameSite} alone does not tell them apart.
 */
@Priority(Priorities.AUTHENTICATION)
public final class Guard implements ContainerRequestFilter, ContainerResponseFilter {
    static final String COOKIE = "tidegate-session";
    static final String TOKEN = "X-Tidegate-Token";
    /** A page that looks by itself says so: that keeps no session open. */
    static final String BACKGROUND = "X-Tidegate-Background";

    static final String SIGN_IN_PATH = "api/v1/session";

    private static final String GUARDED = "api/v1";
    private static final String SESSION = "dev.tidegate.session";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Sessions sessions;

    public Guard(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        String path = context.getUriInfo().getPath();
        if (!isGuarded(path)) {
            return;
        }
        boolean changes = !HARMLESS.contains(context.getMethod());
        if (changes && !isOfOurPage(context)) {
            throw Problem.exception(403, "cross_origin", "This came from another page.");
        }
        if (path.equals(SIGN_IN_PATH) && context.getMethod().equals("POST")) {
            return;
        }
        boolean byHand = context.getHeaderString(BACKGROUND) == null;
        Session session = sessions.find(cookie(context), byHand)
                .orElseThrow(() -> Problem.exception(401, "sign_in_needed", "Nobody is signed in."));
        if (changes && !isSame(session.token(), context.getHeaderString(TOKEN))) {
            throw Problem.exception(403, "token_wrong", "The session's token is missing or wrong.");
        }
        context.setProperty(SESSION, session);
    }

    /** What is told to people is kept by no browser. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (isGuarded(request.getUriInfo().getPath())) {
            response.getHeaders().putSingle("Cache-Control", "no-store");
            response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        }
    }

    /** Who asks. */
    static Session session(ContainerRequestContext context) {
        if (context.getProperty(SESSION) instanceof Session session) {
            return session;
        }
        throw new IllegalStateException("a resource that is not guarded");
    }

    /** The cookie that was shown; empty where there was none. */
    static String cookie(ContainerRequestContext context) {
        Cookie cookie = context.getCookies().get(COOKIE);
        return cookie == null ? "" : cookie.getValue();
    }

    private static boolean isGuarded(String path) {
        return path.equals(GUARDED) || path.startsWith(GUARDED + "/");
    }

    // Commands send neither header; browsers send both, and pages cannot forge them (Fetch, 3.2 and 2.2.2).
    private static boolean isOfOurPage(ContainerRequestContext context) {
        @Nullable String site = context.getHeaderString("Sec-Fetch-Site");
        @Nullable String origin = context.getHeaderString("Origin");
        String own = context.getUriInfo().getBaseUri().getScheme() + "://" + context.getHeaderString("Host");
        return (site == null || site.equals("same-origin")) && (origin == null || origin.equals(own));
    }

    private static boolean isSame(String token, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
