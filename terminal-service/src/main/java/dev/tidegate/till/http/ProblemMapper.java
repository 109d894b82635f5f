package dev.tidegate.till.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.LedgerBrokenException;
import dev.tidegate.till.demo.SimulatorAwayException;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.store.ShopBrokenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.stream.Collectors;

/** Every exception as a {@link Problem}; what it says of the request never quotes it. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final FactLog log;

    ProblemMapper(FactLog log) {
        this.log = log;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        Problem problem = problemOf(thrown);
        // What a resource says on purpose, as that a refund is not possible offline, is no break.
        if (problem.status() >= 500 && !(thrown instanceof ProblemException)) {
            log.broke("request " + problem.code(), thrown);
        }
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return problem.status() == 503
                ? answer.header("Retry-After", RETRY_AFTER_SECONDS).build()
                : answer.build();
    }

    private static Problem problemOf(Throwable thrown) {
        return switch (thrown) {
            case ProblemException e -> e.problem();
            case Throwable e when causedByLength(e) -> tooLong();
            case JsonMappingException e ->
                Problem.of(400, "invalid_request", "the body does not have the shape expected" + at(e), null);
            case JsonProcessingException e -> Problem.of(400, "invalid_request", "the body is not JSON", null);
            case WebApplicationException e -> ofStatus(e.getResponse().getStatus());
            case JournalFullException e -> unavailable("journal_full", "the disk has no room for one more record");
            case JournalBrokenException e -> unavailable("journal_unavailable", "the journal cannot be written");
            case LedgerBrokenException e -> unavailable("ledger_unavailable", "the ledger cannot be read");
            case ShopBrokenException e -> unavailable("shop_unavailable", "the shop's database cannot be written");
            case SimulatorAwayException e -> unavailable("simulator_away", "a simulator does not answer");
            default -> Problem.of(500, "internal_error", "the till could not answer; its log says why", null);
        };
    }

    private static Problem tooLong() {
        return Problem.of(
                413, "body_too_long", "a body has at most " + LocalOnlyFilter.BODY_BYTES_MAX + " bytes", null);
    }

    private static boolean causedByLength(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLongException) {
                return true;
            }
        }
        return false;
    }

    // Names of fields that the API knows, or that the caller made up: cut to letters, for they go back to the caller.
    private static String at(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step ->
                        step.getFieldName() == null ? "" : step.getFieldName().replaceAll("[^A-Za-z_]", ""))
                .filter(name -> !name.isEmpty() && name.length() <= 40)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : ": " + path;
    }

    private static Problem unavailable(String code, String detail) {
        return Problem.of(503, code, detail, null);
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "not_found", "there is nothing here", null);
            case 405 -> Problem.of(405, "method_not_allowed", "this is not done here", null);
            case 406 -> Problem.of(406, "not_acceptable", "the answer is JSON", null);
            case 413 -> tooLong();
            case 415 -> Problem.of(415, "unsupported_media_type", "a body is application/json", null);
            default -> {
                int told = status >= 400 && status < 600 ? status : 500;
                yield Problem.of(told, told < 500 ? "invalid_request" : "internal_error", "the request failed", null);
            }
        };
    }
}
