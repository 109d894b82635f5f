package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Bodies of answers as devices write them. */
final class Answers {
    private Answers() {}

    static ObjectNode failure(String condition) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("Response").put("Result", "Failure").put("ErrorCondition", condition);
        return body;
    }

    /** An approval of that amount, in euro, for the sale of the request. */
    static ObjectNode approval(JsonNode request, String amount) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("Response").put("Result", "Success");
        body.set("SaleData", request.path("SaleData"));
        body.putObject("POIData")
                .putObject("POITransactionID")
                .put("TransactionID", "77001.SIM")
                .put("TimeStamp", "2026-03-02T10:15:30.000Z");
        ObjectNode result = body.putObject("PaymentResult");
        result.put("OnlineFlag", true);
        result.putArray("AuthenticationMethod").add("OfflinePIN");
        result.putObject("AmountsResp").put("Currency", "EUR").put("AuthorizedAmount", new BigDecimal(amount));
        ObjectNode instrument = result.putObject("PaymentInstrumentData");
        ObjectNode card = instrument.putObject("CardData");
        card.put("PaymentBrand", "visa").put("MaskedPan", "476173 **** 0119");
        card.putArray("EntryMode").add("ICC");
        card.putObject("ProtectedCardData").put("EnvelopedData", "AAECAw==");
        result.putObject("PaymentAcquirerData").put("ApprovalCode", "A1B2C3");
        return body;
    }

    static ScriptedDevice.Line approved(String amount) {
        return (header, request) -> ScriptedDevice.http(ScriptedDevice.turned(header, approval(request, amount)));
    }

    static ScriptedDevice.Line failed(String condition) {
        return ScriptedDevice.with(failure(condition));
    }

    /** The answer to a question about a request: that this had been its answer. */
    static ScriptedDevice.Line told(ObjectNode body) {
        return (header, question) -> {
            JsonNode reference = question.path("MessageReference");
            ObjectNode status = JsonNodeFactory.instance.objectNode();
            status.putObject("Response").put("Result", "Success");
            status.set("MessageReference", reference);
            ObjectNode repeated = status.putObject("RepeatedMessageResponse");
            ObjectNode old = repeated.putObject("MessageHeader");
            old.setAll((ObjectNode) reference.deepCopy());
            old.put("MessageClass", "Service").put("MessageType", "Response");
            repeated.putObject("RepeatedResponseMessageBody")
                    .set(reference.path("MessageCategory").asText() + "Response", body);
            return ScriptedDevice.http(ScriptedDevice.turned(header, status));
        };
    }
}
