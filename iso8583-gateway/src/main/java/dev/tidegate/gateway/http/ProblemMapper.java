package dev.tidegate.gateway.http;

import com.fasterxml.jackson.core.JacksonException;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.store.StoreBrokenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;

/** Makes a problem of whatever went wrong. What an exception says stays here: it may quote what was sent. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final FactLog LOG = FactLog.of(ProblemMapper.class);

    @Override
    public Response toResponse(Throwable problem) {
        return switch (problem) {
            case WebApplicationException known -> of(known);
            case JacksonException ignored ->
                Problem.response(400, "invalid_request", "The body is not the JSON that was expected.");
            case IllegalArgumentException ignored -> Problem.response(400, "invalid_request", "A value is impossible.");
            case StoreBrokenException broken -> busy("store", broken);
            case KeyUnavailableException broken -> busy("keys", broken);
            default -> {
                LOG.broken("a request failed", problem, Map.of());
                yield Problem.response(500, "internal_error", "The request failed here.");
            }
        };
    }

    private static Response of(WebApplicationException known) {
        Response response = known.getResponse();
        return Problem.MEDIA_TYPE.equals(String.valueOf(response.getMediaType()))
                ? response
                : Problem.response(
                        response.getStatus(),
                        response.getStatus() == 404 ? "not_found" : "invalid_request",
                        response.getStatusInfo().getReasonPhrase());
    }

    private static Response busy(String what, RuntimeException broken) {
        LOG.broken("busy: " + what, broken, Map.of());
        return Problem.response(503, "busy", "Not now; the same request may be sent again.");
    }
}
