package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.emv.device.PaymentAnswer.By;
import dev.tidegate.emv.device.PaymentAnswer.Refusal;
import java.util.Optional;

/** A payment (nexo: PaymentRequest, PaymentResponse). */
record PaymentTalk(DeviceRequest.Payment request) implements Talk<PaymentAnswer> {
    @Override
    public String category() {
        return "Payment";
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = NexoJson.object();
        putSale(body);
        ObjectNode amounts = body.putObject("PaymentTransaction").putObject("AmountsReq");
        amounts.put("Currency", request.amount().currency().getCurrencyCode());
        amounts.put("RequestedAmount", Money.major(request.amount()));
        body.putObject("PaymentData").put("PaymentType", "Normal");
        return body;
    }

    @Override
    public Reading<PaymentAnswer> read(JsonNode response) {
        return switch (Said.in(response)) {
            case Said.Success(), Said.Partial() -> approval(response);
            case Said.Failure(var condition) ->
                isOfAnotherSale(response) ? new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD) : failure(condition);
            case Said.Nothing() -> new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD);
        };
    }

    private Reading<PaymentAnswer> approval(JsonNode response) {
        if (!ApprovalReading.saleOf(response).equals(request.payment().toString())) {
            return new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD);
        }
        Optional<DeviceApproval> read =
                ApprovalReading.read(response, request.amount().currency());
        if (read.isEmpty()) {
            return new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD);
        }
        DeviceApproval approval = read.get();
        return new Reading.Definite<>(
                approval.amount().equals(request.amount())
                        ? new PaymentAnswer.Approved(approval)
                        : new PaymentAnswer.ApprovedOtherAmount(approval));
    }

    /** A failure may leave the sale out. */
    private boolean isOfAnotherSale(JsonNode response) {
        String sale = ApprovalReading.saleOf(response);
        return !sale.isEmpty() && !sale.equals(request.payment().toString());
    }

    private Reading<PaymentAnswer> failure(Condition condition) {
        return switch (condition) {
            case ABORTED -> new Reading.Definite<>(new PaymentAnswer.Aborted(By.TILL));
            case CANCEL -> new Reading.Definite<>(new PaymentAnswer.Aborted(By.CARDHOLDER));
            case REFUSAL -> declined(Refusal.REFUSED);
            case INVALID_CARD -> declined(Refusal.INVALID_CARD);
            case WRONG_PIN -> declined(Refusal.WRONG_PIN);
            case PAYMENT_RESTRICTION -> declined(Refusal.RESTRICTED);
            case UNREACHABLE_HOST -> declined(Refusal.HOST_UNREACHABLE);
            case INSERTED_CARD -> declined(Refusal.CARD_LEFT_IN);
            default -> obstacle(condition);
        };
    }

    private static Reading<PaymentAnswer> declined(Refusal why) {
        return new Reading.Definite<>(new PaymentAnswer.Declined(why));
    }

    @Override
    public PaymentAnswer notStarted(Obstacle why) {
        return new PaymentAnswer.NotStarted(why);
    }

    @Override
    public PaymentAnswer unknown(Doubt why) {
        return new PaymentAnswer.Unknown(request, why);
    }
}
