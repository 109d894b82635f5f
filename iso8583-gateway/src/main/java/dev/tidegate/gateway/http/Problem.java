package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is a problem (RFC 9457): a code of ours, and no word of what was sent.
 *
 * @param condition which of a code's cases it is, where it has several
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable String condition) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String NAMESPACE = "urn:tidegate:problem:";
    /** Soon enough for a till with a cardholder, late enough for a database that has just come back. */
    private static final int RETRY_AFTER_SECONDS = 1;

    static Response response(int status, String code, String title) {
        return response(status, code, null, title);
    }

    static WebApplicationException exception(int status, String code, String condition, String title) {
        return new WebApplicationException(response(status, code, condition, title));
    }

    private static Response response(int status, String code, @Nullable String condition, String title) {
        Response.ResponseBuilder response = Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem(NAMESPACE + code, title, status, code, condition));
        if (status == 503) {
            response.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        return response.build();
    }

    static WebApplicationException exception(int status, String code, String title) {
        return new WebApplicationException(response(status, code, title));
    }
}
