package dev.tidegate.till.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.till.people.Sessions;
import dev.tidegate.till.store.ShopBrokenException;
import dev.tidegate.till.store.SignedIn;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls, and where people have to sign in lets nobody else at the API.
 *
 * <p>Open to all on this machine: signing in and out, the drawer of a demo, which plays whoever stands before the till,
 * the customer's screen, and the look at the terminal. That one is told whole: it is what the lane's screen shows to
 * anybody who passes, a page that has just been loaded needs it to say that the till is there, and nothing can be done
 * with it.
 */
final class SessionFilter implements Filter {
    private final Sessions sessions;
    private final boolean required;
    private final ObjectMapper json;

    SessionFilter(Sessions sessions, boolean required, ObjectMapper json) {
        this.sessions = sessions;
        this.required = required;
        this.json = json;
    }

    @Override
    public void doFilter(ServletRequest plain, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plain;
        String path = pathOf(request);
        String base = baseOf(path);
        if (base == null) {
            chain.doFilter(request, answer);
            return;
        }
        Problem problem = null;
        SignedIn session = null;
        try {
            session = sessions.find(Callers.token(request));
        } catch (ShopBrokenException e) {
            problem = required ? Problem.of(503, "shop_unavailable", "the shop's database cannot be read", null) : null;
        }
        Callers.put(request, session);
        if (problem == null && required && session == null) {
            problem = Problem.of(401, "sign_in_required", "nobody is signed in", null);
        }
        if (problem != null && !isOpen(request.getMethod(), base, path.substring(base.length()))) {
            refuse((HttpServletResponse) answer, problem);
            return;
        }
        chain.doFilter(request, answer);
    }

    private void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        json.writeValue(response.getOutputStream(), problem);
    }

    // Whoever may not sell may not train either: the room keeps what it is asked to.
    private static @Nullable String baseOf(String path) {
        return path.startsWith(TrainingApi.BASE)
                ? TrainingApi.BASE
                : path.startsWith(TillApi.BASE) ? TillApi.BASE : null;
    }

    private static boolean isOpen(String method, String base, String call) {
        return call.equals("/session")
                || call.equals("/session/manager")
                || base.equals(TillApi.BASE) && call.startsWith("/demo/")
                || method.equals("GET") && (call.equals("/terminal") || call.equals("/display"));
    }

    // As the container has understood it, dots and escapes resolved: what is let through is what is then called.
    private static String pathOf(HttpServletRequest request) {
        @Nullable String rest = request.getPathInfo();
        return request.getServletPath() + (rest == null ? "" : rest);
    }
}
