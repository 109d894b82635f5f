package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The header of a pair of messages (nexo: MessageHeader). An answer is taken only if each part of its header is that of
 * the question.
 */
record Header(String category, String serviceId, String saleId, String poiId) {
    static final String VERSION = "3.0";

    /** The whole request with this body. */
    byte[] request(ObjectNode body) {
        ObjectNode tree = NexoJson.object();
        ObjectNode request = tree.putObject("SaleToPOIRequest");
        request.putObject("MessageHeader")
                .put("ProtocolVersion", VERSION)
                .put("MessageClass", "Service")
                .put("MessageCategory", category)
                .put("MessageType", "Request")
                .put("ServiceID", serviceId)
                .put("SaleID", saleId)
                .put("POIID", poiId);
        request.set(category + "Request", body);
        return NexoJson.write(tree);
    }

    /** The body of the answer to this header's request; a missing node where it is another's, or none. */
    JsonNode answerIn(JsonNode tree) {
        JsonNode response = tree.path("SaleToPOIResponse");
        return isAnswered(response.path("MessageHeader")) ? bodyIn(response) : MissingNode.getInstance();
    }

    /** The body of the answer to this header's request, told again in the answer to a question about it. */
    JsonNode repeatedIn(JsonNode status) {
        JsonNode repeated = status.path("RepeatedMessageResponse");
        return isAnswered(repeated.path("MessageHeader"))
                ? bodyIn(repeated.path("RepeatedResponseMessageBody"))
                : MissingNode.getInstance();
    }

    /** What names this header's request in a question about it. */
    ObjectNode reference() {
        return NexoJson.object()
                .put("MessageCategory", category)
                .put("ServiceID", serviceId)
                .put("SaleID", saleId)
                .put("POIID", poiId);
    }

    private boolean isAnswered(JsonNode header) {
        // The version may be left out of an answer; another one is another protocol.
        return header.isObject()
                && (header.path("ProtocolVersion").isMissingNode()
                        || NexoJson.text(header, "ProtocolVersion").equals(VERSION))
                && NexoJson.text(header, "MessageClass").equals("Service")
                && NexoJson.text(header, "MessageType").equals("Response")
                && NexoJson.text(header, "MessageCategory").equals(category)
                && NexoJson.text(header, "ServiceID").equals(serviceId)
                && NexoJson.text(header, "SaleID").equals(saleId)
                && NexoJson.text(header, "POIID").equals(poiId);
    }

    private JsonNode bodyIn(JsonNode parent) {
        JsonNode body = parent.path(category + "Response");
        return body.isObject() ? body : MissingNode.getInstance();
    }
}
