package dev.tidegate.gateway.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Two doors, two houses: the tills' door leads to {@code /v1} alone, the page's door anywhere else. */
public final class DoorFilter implements Filter {
    private static final String FOR_TILLS = "/v1/";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean forTills = ((HttpServletRequest) request).getRequestURI().startsWith(FOR_TILLS);
        if (request.isSecure() == forTills) {
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
}
