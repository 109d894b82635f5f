package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keys, cryptograms and issuers' answers, compared with published values one by one. */
final class PublishedVectorsTest {
    @Test
    void everyPublishedValue_isComputedAgain() throws IOException {
        Map<String, Integer> compared = new TreeMap<>();

        for (JsonNode test : vectors().get("tests")) {
            for (JsonNode step : test.get("steps")) {
                String operation = step.get("op").textValue();
                assertThat(compute(operation, step.get("in")))
                        .as(test.get("test").textValue() + " " + operation)
                        .isEqualTo(step.get("out").textValue());
                compared.merge(operation, 1, Integer::sum);
            }
        }

        int all = compared.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("published EMV cryptography: " + all + " values compared " + compared);
        assertThat(all).isEqualTo(186);
    }

    private static String compute(String operation, JsonNode in) {
        return switch (operation) {
            case "kd.derive_icc_mk_a" ->
                Bytes.hex(issuerKey(in).optionA(pan(in), sequence(in)).key());
            case "kd.derive_icc_mk_b" ->
                Bytes.hex(issuerKey(in).optionB(pan(in), sequence(in)).key());
            case "kd.derive_common_sk" ->
                Bytes.hex(cardKey(in).sessionKey(bytes(in, "r")).key());
            case "ac.generate_ac" -> Bytes.hex(cryptogram(in));
            case "ac.generate_arpc_1" ->
                Bytes.hex(sessionKey(in).issuerResponse(bytes(in, "arqc"), bytes(in, "arpc_rc")));
            case "ac.generate_arpc_2" ->
                Bytes.hex(sessionKey(in).issuerResponse(bytes(in, "arqc"), bytes(in, "csu"), issuerBytes(in)));
            default -> throw new AssertionError("no such operation: " + operation);
        };
    }

    private static byte[] cryptogram(JsonNode in) {
        byte[] values = bytes(in, "data");
        if (in.path("padding_type").asText("EMV").equals("EMV")) {
            return sessionKey(in).cryptogram(values);
        }
        // The older padding with zeros only, which this card does not use: whole blocks go to the MAC itself.
        byte[] padded = Arrays.copyOf(values, (values.length + 7) / 8 * 8);
        return new TripleDes(bytes(in, "sk_ac")).macOfBlocks(padded);
    }

    private static IssuerMasterKey issuerKey(JsonNode in) {
        return new IssuerMasterKey(bytes(in, "iss_mk"));
    }

    private static CardMasterKey cardKey(JsonNode in) {
        return new CardMasterKey(new TripleDes(bytes(in, "icc_mk")));
    }

    private static SessionKey sessionKey(JsonNode in) {
        return new SessionKey(new TripleDes(bytes(in, "sk_ac")));
    }

    private static String pan(JsonNode in) {
        return in.get("pan").textValue();
    }

    private static String sequence(JsonNode in) {
        return in.path("psn").asText("00");
    }

    private static byte[] issuerBytes(JsonNode in) {
        return in.has("prop_auth_data") ? bytes(in, "prop_auth_data") : new byte[0];
    }

    private static byte[] bytes(JsonNode in, String field) {
        return Bytes.hex(in.get(field).textValue());
    }

    private static JsonNode vectors() throws IOException {
        String path = "/vectors/crypto/emv-crypto.json";
        try (InputStream stream = PublishedVectorsTest.class.getResourceAsStream(path)) {
            return new JsonMapper().readTree(Objects.requireNonNull(stream));
        }
    }
}
