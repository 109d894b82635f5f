package dev.tidegate.gateway.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** An answer that is a problem (RFC 9457): a code of ours, and no word of what was sent. */
record Problem(String type, String title, int status, String code) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String NAMESPACE = "urn:tidegate:problem:";
    /** Soon enough for a till with a cardholder, late enough for a database that has just come back. */
    private static final int RETRY_AFTER_SECONDS = 1;

    static Response response(int status, String code, String title) {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(new Problem(NAMESPACE + code, title, status, code));
        if (status == 503) {
            response.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        return response.build();
    }

    static WebApplicationException exception(int status, String code, String title) {
        return new WebApplicationException(response(status, code, title));
    }
}
