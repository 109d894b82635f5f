package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;

/** The short end of every answer (nexo: Response): yes, in part, or no and why. */
sealed interface Said {
    record Success() implements Said {}

    record Partial() implements Said {}

    record Failure(Condition condition) implements Said {}

    record Nothing() implements Said {}

    static Said in(JsonNode body) {
        JsonNode response = body.path("Response");
        return switch (NexoJson.text(response, "Result")) {
            case "Success" -> new Success();
            case "Partial" -> new Partial();
            case "Failure" -> new Failure(Condition.of(NexoJson.text(response, "ErrorCondition")));
            default -> new Nothing();
        };
    }
}
