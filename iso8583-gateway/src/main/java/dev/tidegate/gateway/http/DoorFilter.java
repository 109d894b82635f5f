package dev.tidegate.gateway.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Two doors, two houses: the tills' door leads to {@code /v1} alone, the page's door anywhere else. */
public final class DoorFilter implements Filter {
    private static final String FOR_TILLS = "/v1/";
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean forTills = ((HttpServletRequest) request).getRequestURI().startsWith(FOR_TILLS);
        boolean right = forTills ? request.isSecure() : !request.isSecure() && isHere(request.getServerName());
        if (right) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletResponse refused = (HttpServletResponse) response;
        refused.setStatus(404);
        refused.setContentType(Problem.MEDIA_TYPE);
        refused.getWriter()
                .write("{\"type\":\"urn:tidegate:problem:not_found\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"code\":\"not_found\"}");
    }

    // A name that somebody else's server gave to this machine must not open the page's door to its pages.
    private static boolean isHere(String name) {
        return HERE.contains(name.toLowerCase(Locale.ROOT));
    }
}
