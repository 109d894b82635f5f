package dev.tidegate.emv.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.testcard.Hex;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A card of the vectors: a directory, applications, and an answer to every GET PROCESSING OPTIONS. */
final class LowerTester implements CardChannel {
    static final String DIRECTORY = "325041592E5359532E4444463031";

    private final JsonNode card;
    private final List<String> names = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    LowerTester(JsonNode card) {
        this.card = card;
    }

    /** The names that were selected, in order. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** The values of each GET PROCESSING OPTIONS, in order. */
    List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] bytes = new byte[command.remaining()];
        command.get(bytes);
        response.put(Hex.bytes(answer(Hex.of(bytes))));
        return Transmission.ANSWERED;
    }

    private String answer(String command) {
        if (command.startsWith("80A80000")) {
            int head = command.startsWith("8381", 10) ? 16 : 14;
            told.add(command.substring(head, command.length() - 2));
            return "7706" + "82020000" + "9400" + "9000";
        }
        if (!command.startsWith("00A40400")) {
            return "6D00";
        }
        String name = command.substring(10, command.length() - 2);
        names.add(name);
        return name.equals(DIRECTORY) ? directory() : application(name);
    }

    private String directory() {
        if (card.has("ppse_sw")) {
            return card.get("ppse_sw").asText();
        }
        if (card.has("ppse_raw")) {
            return card.get("ppse_raw").asText() + "9000";
        }
        StringBuilder entries = new StringBuilder();
        for (JsonNode entry : card.get("ppse_entries")) {
            entries.append(Hex.tlv(
                    "61",
                    some("4F", entry, "aid"),
                    label(entry),
                    some("87", entry, "priority"),
                    some("9F2A", entry, "kernel_id_9F2A"),
                    some("9F29", entry, "ext_select_9F29")));
        }
        return Hex.tlv("6F", Hex.tlv("84", DIRECTORY), Hex.tlv("A5", Hex.tlv("BF0C", entries.toString()))) + "9000";
    }

    private String application(String name) {
        for (JsonNode application : card.get("aid_fci")) {
            if (!application.path("aid").asText().equals(name)) {
                continue;
            }
            if (application.has("fci_raw")) {
                return application.get("fci_raw").asText() + "9000";
            }
            String proprietary = label(application)
                    + some("87", application, "priority")
                    + some("9F38", application, "pdol")
                    + application.path("other").asText();
            return Hex.tlv("6F", Hex.tlv("84", name), Hex.tlv("A5", proprietary))
                    + application.path("sw").asText("9000");
        }
        return "6A82";
    }

    private static String label(JsonNode of) {
        String text = of.path("label").asText();
        return text.isEmpty() ? "" : Hex.tlv("50", Hex.of(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private static String some(String tag, JsonNode of, String field) {
        String value = of.path(field).asText();
        return value.isEmpty() ? "" : Hex.tlv(tag, value);
    }
}
