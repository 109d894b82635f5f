package dev.tidegate.crypto.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.Vectors;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** An issuer's functions over our primitives, against values that their author compared with an HSM. */
final class EmvVectorTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Test
    void steps_everyRecordedOne_agree() throws NoSuchAlgorithmException {
        int compared = 0;

        for (JsonNode test : Vectors.read("emv-crypto.json").get("tests")) {
            for (JsonNode step : test.get("steps")) {
                assertThat(run(step.get("op").asText(), step.get("in")))
                        .as(test.get("test").asText() + " " + step)
                        .isEqualTo(step.get("out").asText());
                compared++;
            }
        }

        Vectors.compared("emv-crypto.json", compared);
        assertThat(compared).isEqualTo(333);
    }

    private static String run(String operation, JsonNode in) throws NoSuchAlgorithmException {
        return switch (operation) {
            case "kd.derive_icc_mk_a" -> hex(issuer(in, "iss_mk").cardKeyA(text(in, "pan"), sequence(in)));
            case "kd.derive_icc_mk_b" -> hex(issuer(in, "iss_mk").cardKeyB(text(in, "pan"), sequence(in)));
            case "kd.derive_common_sk" -> hex(issuer(in, "icc_mk").sessionKey(bytes(in, "r")));
            case "kd.derive_visa_sm_sk" -> hex(issuer(in, "icc_mk").visaScriptKey(bytes(in, "atc")));
            case "kd.derive_emv2000_tree_sk" ->
                hex(issuer(in, "icc_mk")
                        .treeKey(
                                Integer.parseInt(text(in, "atc"), 16),
                                in.get("height").asInt(),
                                in.get("branch_factor").asInt(),
                                bytes(in, "iv")));
            case "ac.generate_ac" ->
                hex(issuer(in, "sk_ac")
                        .cryptogram(bytes(in, "data"), text(in, "padding_type").equals("VISA")));
            case "ac.generate_arpc_1" -> hex(issuer(in, "sk_ac").arpc1(bytes(in, "arqc"), bytes(in, "arpc_rc")));
            case "ac.generate_arpc_2" ->
                hex(issuer(in, "sk_ac").arpc2(bytes(in, "arqc"), bytes(in, "csu"), bytes(in, "prop_auth_data")));
            case "cvv.generate_cvc3" ->
                issuer(in, "icc_cvc3").cvc3(bytes(in, "track_template"), bytes(in, "un"), bytes(in, "atc"));
            default -> runScript(operation, in);
        };
    }

    private static String runScript(String operation, JsonNode in) {
        int block = in.path("block_size").asInt(8);
        return switch (operation) {
            case "sm.generate_command_mac" ->
                hex(MacScheme.RETAIL_2.make(key(bytes(in, "sk_smi")), bytes(in, "command")));
            case "sm.encrypt_command_data" ->
                hex(issuer(in, "sk_smc").commandData(bytes(in, "command_data"), text(in, "encryption_type")));
            case "sm.format_iso9564_2_pin_block" -> hex(EmvIssuer.format2(text(in, "pin")));
            case "sm.format_vis_pin_block" ->
                hex(issuer(in, "icc_mk_ac").visaPinBlock(text(in, "pin"), text(in, "current_pin")));
            case "mac.mac_iso9797_3" -> {
                MacScheme scheme = in.get("padding").asInt() == 1 ? MacScheme.RETAIL_1 : MacScheme.RETAIL_2;
                byte[] both = HEX.parseHex(text(in, "key1") + text(in, "key2"));
                yield hex(scheme.make(key(both), bytes(in, "data")));
            }
            case "mac.pad_iso9797_1" -> hex(EmvIssuer.pad1(bytes(in, "data"), block));
            case "mac.pad_iso9797_2" -> hex(EmvIssuer.pad2(bytes(in, "data"), block));
            default -> throw new AssertionError("nobody has written " + operation);
        };
    }

    private static EmvIssuer issuer(JsonNode in, String field) {
        return new EmvIssuer(bytes(in, field));
    }

    private static PaymentKey key(byte[] bytes) {
        return PaymentKey.tdes(bytes, TdesSwitch.on());
    }

    private static String sequence(JsonNode in) {
        return in.path("psn").asText("00");
    }

    private static String text(JsonNode in, String field) {
        return in.path(field).asText("");
    }

    private static byte[] bytes(JsonNode in, String field) {
        return HEX.parseHex(text(in, field));
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }
}
