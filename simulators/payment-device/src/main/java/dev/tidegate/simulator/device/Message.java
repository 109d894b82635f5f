package dev.tidegate.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A {@code SaleToPOIRequest}: its header and its body. */
record Message(JsonNode header, JsonNode body) {
    /** @throws IllegalArgumentException it is none */
    static Message read(byte[] bytes) {
        try {
            JsonNode request = Json.read(bytes).path("SaleToPOIRequest");
            JsonNode header = request.path("MessageHeader");
            Message message = new Message(
                    header, request.path(header.path("MessageCategory").asText() + "Request"));
            if (!header.path("MessageClass").asText().equals("Service")
                    || !header.path("MessageType").asText().equals("Request")
                    || !header.path("ProtocolVersion").asText().equals("3.0")
                    || !message.serviceId().matches("[A-Za-z0-9]{1,10}")
                    || message.saleId().isEmpty()
                    || !message.body().isObject()) {
                throw new IllegalArgumentException("the header or the body is not as the protocol wants it");
            }
            return message;
        } catch (IOException malformed) {
            throw new IllegalArgumentException("not JSON", malformed);
        }
    }

    String category() {
        return header.path("MessageCategory").asText();
    }

    String serviceId() {
        return header.path("ServiceID").asText();
    }

    String saleId() {
        return header.path("SaleID").asText();
    }

    String poiId() {
        return header.path("POIID").asText();
    }

    String saleTransaction() {
        return body.path("SaleData")
                .path("SaleTransactionID")
                .path("TransactionID")
                .asText();
    }

    /** The answer, with this message's header turned round. */
    ObjectNode answered(ObjectNode body, String serviceId) {
        ObjectNode back = header.deepCopy();
        back.put("MessageType", "Response");
        back.put("ServiceID", serviceId);
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.set("MessageHeader", back);
        response.set(category() + "Response", body);
        return JsonNodeFactory.instance.objectNode().set("SaleToPOIResponse", response);
    }
}
