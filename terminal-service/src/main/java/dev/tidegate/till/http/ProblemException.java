package dev.tidegate.till.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is answered with a {@link Problem}. */
final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    static ProblemException of(int status, String code, String detail) {
        return new ProblemException(Problem.of(status, code, detail, null));
    }

    static ProblemException of(int status, String code, String detail, @Nullable String instance) {
        return new ProblemException(Problem.of(status, code, detail, instance));
    }

    /** 422: a field that cannot be. */
    static ProblemException field(String field, String message) {
        Problem plain = Problem.of(422, "validation_failed", field + ": " + message, null);
        return new ProblemException(new Problem(
                plain.type(),
                plain.title(),
                plain.status(),
                plain.detail(),
                null,
                plain.code(),
                List.of(new Problem.FieldError(field, message))));
    }

    static ProblemException notFound(String what) {
        return of(404, "not_found", "there is no such " + what);
    }

    Problem problem() {
        return problem;
    }
}
