package dev.tidegate.till.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as the API tells it (RFC 9457).
 *
 * @param type {@code urn:tidegate:problem:<code>}
 * @param title short, the same for every occurrence
 * @param detail what is wrong this time; never what was sent
 * @param instance of which payment or cart, absent where of none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        List<FieldError> errors) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** One field that is wrong. */
    record FieldError(String field, String message) {}

    static Problem of(int status, String code, String detail, @Nullable String instance) {
        return new Problem(
                "urn:tidegate:problem:" + code, code.replace('_', ' '), status, detail, instance, code, List.of());
    }
}
