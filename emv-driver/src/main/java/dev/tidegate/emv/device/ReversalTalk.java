package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.emv.device.ReversalAnswer.Why;
import java.util.Optional;

/** A reversal (nexo: ReversalRequest, ReversalResponse). */
record ReversalTalk(DeviceRequest.Reversal request) implements Talk<ReversalAnswer> {
    @Override
    public String category() {
        return "Reversal";
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = NexoJson.object();
        putSale(body);
        body.putObject("OriginalPOITransaction")
                .putObject("POITransactionID")
                .put("TransactionID", request.original().number())
                .put("TimeStamp", request.original().timeStamp());
        body.put("ReversalReason", "MerchantCancel");
        return body;
    }

    @Override
    public Reading<ReversalAnswer> read(JsonNode response) {
        return switch (Said.in(response)) {
            case Said.Success() -> reversed(response);
            case Said.Failure(var condition) -> failure(condition);
            // Half a reversal was not asked for.
            case Said.Partial(), Said.Nothing() -> new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD);
        };
    }

    private Reading<ReversalAnswer> reversed(JsonNode response) {
        JsonNode original = response.path("OriginalPOITransaction").path("POITransactionID");
        boolean another = !original.isMissingNode()
                && !NexoJson.text(original, "TransactionID")
                        .equals(request.original().number());
        Optional<DeviceTransaction> reversal = ApprovalReading.transactionOf(response);
        return another || reversal.isEmpty()
                ? new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD)
                : new Reading.Definite<>(new ReversalAnswer.Reversed(reversal.get()));
    }

    private Reading<ReversalAnswer> failure(Condition condition) {
        return switch (condition) {
            case NOT_FOUND -> refused(Why.NO_SUCH_PAYMENT);
            case REFUSAL, CANCEL, ABORTED, PAYMENT_RESTRICTION, INVALID_CARD, WRONG_PIN, INSERTED_CARD ->
                refused(Why.REFUSED);
            case UNREACHABLE_HOST -> refused(Why.HOST_UNREACHABLE);
            default -> obstacle(condition);
        };
    }

    private static Reading<ReversalAnswer> refused(Why why) {
        return new Reading.Definite<>(new ReversalAnswer.Refused(why));
    }

    @Override
    public ReversalAnswer notStarted(Obstacle why) {
        return new ReversalAnswer.NotStarted(why);
    }

    @Override
    public ReversalAnswer unknown(Doubt why) {
        return new ReversalAnswer.Unknown(request, why);
    }
}
