package dev.tidegate.crypto.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Codes and check values, as published. */
final class MacVectorTest {
    private static final TdesSwitch TDES = TdesSwitch.on();

    private final JsonNode vectors = Vectors.read("mac-kcv.json");
    private int compared;

    @Test
    void codes_everyPublishedOne_agree() {
        retail();
        retailOfTwoKeys();
        cmac("key3", "cases3");
        cmac("key2", "cases2");
        checkValues();

        Vectors.compared("mac-kcv.json", compared);
        assertThat(compared).isEqualTo(2 + 2 + 4 + 3 + 3 + 1);
    }

    @Test
    void cmac_everyWycheproofCase_agrees() {
        int cases = 0;

        for (Vectors.Case each : Vectors.wycheproof("aes_cmac_test.json").toList()) {
            assertThat(verifies(each)).as(each.name()).isEqualTo(each.valid());
            cases++;
        }

        Vectors.compared("wycheproof/aes_cmac_test.json", cases);
        assertThat(cases).isEqualTo(311);
    }

    // Wycheproof also has keys that AES does not take; a PaymentKey cannot be made of them.
    private static boolean verifies(Vectors.Case each) {
        if (!KeyAlgorithm.AES.allows(each.bytes("key").length)) {
            return false;
        }
        return MacScheme.CMAC.verify(PaymentKey.aes(each.bytes("key")), each.bytes("msg"), each.bytes("tag"));
    }

    private void retail() {
        JsonNode part = vectors.get("iso9797_alg3");
        PaymentKey key = PaymentKey.tdes(Vectors.hex(part, "key"), TDES);
        for (JsonNode each : part.get("cases")) {
            byte[] mac = MacScheme.RETAIL_1.make(key, ascii(each, "ascii"));
            assertThat(Arrays.copyOf(mac, 4)).isEqualTo(Vectors.hex(each, "mac4"));
            assertThat(MacScheme.RETAIL_1.verify(key, ascii(each, "ascii"), Vectors.hex(each, "mac4")))
                    .isTrue();
            compared++;
        }
    }

    // psec chains with a whole triple DES key, and ends with a second one. As both of its keys are single DES keys
    // written twice, this is the retail MAC of the two.
    private void retailOfTwoKeys() {
        JsonNode part = vectors.get("iso9797_alg3_psec");
        PaymentKey key = PaymentKey.tdes(ascii(part, "key_ascii"), TDES);
        for (JsonNode each : part.get("cases")) {
            MacScheme scheme = each.get("padding").asInt() == 1 ? MacScheme.RETAIL_1 : MacScheme.RETAIL_2;
            assertThat(scheme.make(key, ascii(part, "ascii"))).isEqualTo(Vectors.hex(each, "mac"));
            compared++;
        }
    }

    private void cmac(String keyName, String casesName) {
        JsonNode part = vectors.get("cmac_tdes");
        PaymentKey key = PaymentKey.tdes(Vectors.hex(part, keyName), TDES);
        for (JsonNode each : part.get(casesName)) {
            byte[] message = HexFormat.of().parseHex(each.get(0).asText());
            assertThat(MacScheme.CMAC.make(key, message))
                    .isEqualTo(HexFormat.of().parseHex(each.get(1).asText()));
            compared++;
        }
    }

    private void checkValues() {
        for (JsonNode each : vectors.get("kcv").get("tdes_first3_of_E(0)")) {
            PaymentKey key = PaymentKey.tdes(HexFormat.of().parseHex(each.get(0).asText()), TDES);
            assertThat(KeyCheckValue.legacy(key).hex()).isEqualTo(each.get(1).asText());
            compared++;
        }
        for (JsonNode each : vectors.get("kcv").get("aes_cmac_first_of_CMAC(0)")) {
            PaymentKey key = PaymentKey.aes(HexFormat.of().parseHex(each.get(0).asText()));
            assertThat(KeyCheckValue.cmac(key).hex()).isEqualTo(each.get(1).asText());
            compared++;
        }
    }

    private static byte[] ascii(JsonNode node, String field) {
        return node.get(field).asText().getBytes(StandardCharsets.US_ASCII);
    }
}
