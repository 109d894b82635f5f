package dev.tidegate.till.http;

import dev.tidegate.till.store.SignedIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who makes a call, as {@link SessionFilter} has found out. */
final class Callers {
    /** The session's token, which no script of a page can read. */
    static final String COOKIE = "till_session";

    private static final String ATTRIBUTE = SignedIn.class.getName();

    private Callers() {}

    static void put(HttpServletRequest request, @Nullable SignedIn session) {
        request.setAttribute(ATTRIBUTE, session);
    }

    /** Absent where nobody is signed in. */
    static @Nullable SignedIn of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SignedIn session ? session : null;
    }

    /** Absent where nobody is signed in. */
    static @Nullable String nameOf(HttpServletRequest request) {
        SignedIn session = of(request);
        return session == null ? null : session.person().name();
    }

    /** What the browser shows; empty where it shows nothing. */
    static String token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }
}
