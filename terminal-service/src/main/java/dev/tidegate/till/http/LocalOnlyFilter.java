package dev.tidegate.till.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in what comes from the till's own page, or from a program on this machine, and nothing that another site made a
 * browser send.
 *
 * <p>The till listens on loopback; that alone does not keep out a page of another site open in the same browser. Such a
 * request names its origin, which is compared; a name that resolves to this machine by a trick is not one of the names
 * that the till goes by.
 */
final class LocalOnlyFilter implements Filter {
    /** A cart of 200 lines has some 30 kB. */
    static final int BODY_BYTES_MAX = 65_536;

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final ObjectMapper json;

    LocalOnlyFilter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void doFilter(ServletRequest plain, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plain;
        HttpServletResponse response = (HttpServletResponse) answer;
        protect(response);
        Problem problem = refusal(request);
        if (problem != null) {
            response.setStatus(problem.status());
            response.setContentType(Problem.MEDIA_TYPE);
            json.writeValue(response.getOutputStream(), problem);
            return;
        }
        chain.doFilter(new Bounded(request), response);
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; "
                        + "base-uri 'none'; form-action 'none'");
    }

    private static @Nullable Problem refusal(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !NAMES.contains(nameOf(host))) {
            return Problem.of(403, "foreign_host", "this till is called localhost", null);
        }
        if (HARMLESS.contains(request.getMethod())) {
            return null;
        }
        if (isForeign(request, host)) {
            return Problem.of(403, "foreign_origin", "another site may not ask this till for anything", null);
        }
        long length = request.getContentLengthLong();
        if (length > BODY_BYTES_MAX) {
            return Problem.of(413, "body_too_long", "a body has at most " + BODY_BYTES_MAX + " bytes", null);
        }
        boolean hasBody = length > 0 || request.getHeader("Transfer-Encoding") != null;
        if (hasBody && !isJson(request.getContentType())) {
            return Problem.of(415, "unsupported_media_type", "a body is application/json", null);
        }
        return null;
    }

    private static boolean isForeign(HttpServletRequest request, String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean otherSite = site != null && !OWN_SITE.contains(site.toLowerCase(Locale.ROOT));
        return otherSite || origin != null && !origin.equalsIgnoreCase("http://" + host);
    }

    private static String nameOf(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int bracket = lower.indexOf(']');
        int colon = lower.indexOf(':', Math.max(bracket, 0));
        return colon < 0 ? lower : lower.substring(0, colon);
    }

    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
        String lower = type.toLowerCase(Locale.ROOT).replace(" ", "");
        return lower.equals("application/json") || lower.equals("application/json;charset=utf-8");
    }

    /** Counts what is read, for a body that did not say how long it is. */
    private static final class Bounded extends HttpServletRequestWrapper {
        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedStream(super.getInputStream());
        }
    }

    private static final class BoundedStream extends ServletInputStream {
        private final ServletInputStream in;
        private int read;

        BoundedStream(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int some = in.read(bytes, from, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int more) throws IOException {
            read += more;
            if (read > BODY_BYTES_MAX) {
                throw new BodyTooLongException();
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
