package dev.tidegate.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Bodies of answers. */
final class Body {
    private static final String AT = "2026-03-02T10:15:30.000Z";

    /** The tags of a chip's approval, as a run of TLV in hexadecimal digits. */
    private static final String TAGS = "9F2608A1B2C3D4E5F607189F2701409F360200129F02060000000010009A03260302"
            + "5F2A0209789F1A0202769F3704123456789505000000800082025C009F100706011203A00000";

    private Body() {}

    static ObjectNode failure(String condition) {
        ObjectNode body = object();
        body.putObject("Response").put("Result", "Failure").put("ErrorCondition", condition);
        return body;
    }

    static ObjectNode approval(Transaction row, Card card, long booked) {
        ObjectNode body = object();
        body.putObject("Response")
                .put("Result", card.part() ? "Partial" : "Success")
                .put("AdditionalResponse", "tid=00000001&ICCRelatedData=" + TAGS);
        sale(body, row);
        poi(body, row);
        ObjectNode result = body.putObject("PaymentResult");
        result.put("OnlineFlag", card.online());
        result.putArray("AuthenticationMethod").add("OfflinePIN");
        ObjectNode amounts = result.putObject("AmountsResp");
        amounts.put("Currency", row.currency());
        amounts.set("AuthorizedAmount", decimal(Money.major(booked, row.currency())));
        ObjectNode instrument = result.putObject("PaymentInstrumentData");
        instrument.put("PaymentInstrumentType", "Card");
        ObjectNode shown = instrument.putObject("CardData");
        shown.put("PaymentBrand", "visa").put("MaskedPan", "476173 **** 0119");
        shown.putArray("EntryMode").add("ICC");
        shown.putObject("ProtectedCardData")
                .put("ContentType", "id-envelopedData")
                .put("EnvelopedData", "c2ltdWxhdGVkIGNpcGhlcg==");
        ObjectNode acquirer = result.putObject("PaymentAcquirerData");
        acquirer.put("MerchantID", "SIMULATED").put("AcquirerPOIID", "00000001");
        if (card.online()) {
            acquirer.put("ApprovalCode", "SIM" + String.format(java.util.Locale.ROOT, "%03d", booked % 1000));
        }
        return body;
    }

    static ObjectNode reversal(Transaction row, Transaction original) {
        ObjectNode body = object();
        body.putObject("Response").put("Result", "Success");
        poi(body, row);
        body.putObject("OriginalPOITransaction")
                .putObject("POITransactionID")
                .put("TransactionID", original.number())
                .put("TimeStamp", AT);
        body.set("ReversedAmount", decimal(Money.major(original.amount(), original.currency())));
        return body;
    }

    static ObjectNode status(Transaction row, String poi) {
        ObjectNode body = object();
        body.putObject("Response").put("Result", "Success");
        body.putObject("MessageReference")
                .put("MessageCategory", row.category())
                .put("ServiceID", row.serviceId())
                .put("SaleID", row.saleId())
                .put("POIID", poi);
        ObjectNode repeated = body.putObject("RepeatedMessageResponse");
        repeated.putObject("MessageHeader")
                .put("ProtocolVersion", "3.0")
                .put("MessageClass", "Service")
                .put("MessageCategory", row.category())
                .put("MessageType", "Response")
                .put("ServiceID", row.serviceId())
                .put("SaleID", row.saleId())
                .put("POIID", poi);
        repeated.putObject("RepeatedResponseMessageBody").set(row.category() + "Response", row.response());
        return body;
    }

    static ObjectNode diagnosis(String global) {
        ObjectNode body = object();
        body.putObject("Response").put("Result", "Success");
        body.putObject("POIStatus").put("GlobalStatus", global).put("CommunicationOKFlag", true);
        return body;
    }

    private static void sale(ObjectNode body, Transaction row) {
        body.putObject("SaleData")
                .putObject("SaleTransactionID")
                .put("TransactionID", row.saleTransaction())
                .put("TimeStamp", AT);
    }

    private static void poi(ObjectNode body, Transaction row) {
        body.putObject("POIData")
                .putObject("POITransactionID")
                .put("TransactionID", row.number())
                .put("TimeStamp", AT);
    }

    private static JsonNode decimal(BigDecimal value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
