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
import org.jspecify.annotations.Nullable;

/**
 * Two doors, two houses: the tills' door leads to {@code /v1} and {@code /.well-known/est} alone, the page's door
 * anywhere else. Without a certificate the tills' door leads to the two calls of a till that has none yet.
 */
public final class DoorFilter implements Filter {
    private static final String FOR_TILLS = "/v1/";
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = path((HttpServletRequest) request);
        boolean forTills = path.startsWith(FOR_TILLS) || path.startsWith(EstResource.PATH);
        boolean right = forTills ? request.isSecure() : !request.isSecure() && isHere(request.getServerName());
        if (!right) {
            refuse((HttpServletResponse) response, 404, "not_found", "Not Found");
        } else if (forTills && !EstResource.OPEN.contains(path) && !hasCertificate(request)) {
            refuse((HttpServletResponse) response, 401, "no_till", "The certificate names no till.");
        } else {
            chain.doFilter(request, response);
        }
    }

    // As the resources see it: decoded, without dots. What was sent may be written in many ways.
    private static String path(HttpServletRequest request) {
        @Nullable String rest = request.getPathInfo();
        return request.getServletPath() + (rest == null ? "" : rest);
    }

    private static boolean hasCertificate(ServletRequest request) {
        return request.getAttribute(TillFilter.CERTIFICATES) instanceof Object[] chain && chain.length > 0;
    }

    private static void refuse(HttpServletResponse refused, int status, String code, String title) throws IOException {
        refused.setStatus(status);
        refused.setContentType(Problem.MEDIA_TYPE);
        refused.getWriter()
                .write("{\"type\":\"urn:tidegate:problem:" + code + "\",\"title\":\"" + title + "\",\"status\":"
                        + status + ",\"code\":\"" + code + "\"}");
    }

    // A name that somebody else's server gave to this machine must not open the page's door to its pages.
    private static boolean isHere(String name) {
        return HERE.contains(name.toLowerCase(Locale.ROOT));
    }
}
