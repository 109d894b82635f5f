package dev.tidegate.crypto.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.Vectors;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Cryptograms of cards and what their issuers answered, scheme by scheme: each key on the way, ARQC and ARPC. */
final class CardCryptogramVectorTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @TestFactory
    Stream<DynamicTest> cryptogram_eachOfTheVectors_isTheirs() {
        return vectors()
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asText(), () -> {
                    JsonNode in = vector.get("inputs");
                    JsonNode expected = vector.get("expected");
                    byte[] master = master(in);
                    byte[] session = session(in, master);

                    String arqc = covered(in).isEmpty()
                            ? text(in, "arqc")
                            : HEX.formatHex(issuer(session).cryptogram(HEX.parseHex(covered(in)), isZeroPadded(in)));

                    compare(expected, "mk_kcv", master);
                    compare(expected, "icc_mk_kcv", master);
                    compare(expected, "sk_kcv", session);
                    assertThat(arqc).isEqualTo(expected.has("arqc") ? text(expected, "arqc") : arqc);
                    if (expected.has("arpc")) {
                        assertThat(arpc(in, master, session, arqc)).isEqualTo(text(expected, "arpc"));
                    }
                }));
    }

    @Test
    void vectors_thatWereRun_areAll() {
        long cases = vectors().count();
        System.out.println("card cryptograms: " + cases + " vectors");

        assertThat(cases).isEqualTo(21);
    }

    private static byte[] master(JsonNode in) throws NoSuchAlgorithmException {
        if (!in.has("imk_ac")) {
            return new byte[0];
        }
        EmvIssuer issuer = issuer(HEX.parseHex(text(in, "imk_ac")));
        return text(in, "mk_derivation").endsWith("B")
                ? issuer.cardKeyB(text(in, "pan"), text(in, "psn"))
                : issuer.cardKeyA(text(in, "pan"), text(in, "psn"));
    }

    private static byte[] session(JsonNode in, byte[] master) {
        if (in.has("session_key_value")) {
            return HEX.parseHex(text(in, "session_key_value"));
        }
        String rule = text(in, "session_key");
        // Where nothing is said of it: a method 2 goes with a common session key, a method 1 with the card's own.
        boolean common = rule.contains("000000000000") || rule.isEmpty() && in.has("csu");
        if (common) {
            return issuer(master).sessionKey(HEX.parseHex(counter(in) + "000000000000"));
        }
        if (rule.contains("UN")) {
            return issuer(master).sessionKey(HEX.parseHex(counter(in) + "0000" + unpredictable(in)));
        }
        return rule.startsWith("common")
                ? issuer(master).sessionKey(HEX.parseHex(rule.substring(rule.indexOf("R=") + 2)))
                : master;
    }

    // Those without tags are all of one card: its counter and the terminal's number are in the data.
    private static String counter(JsonNode in) {
        return in.has("tags_in_order")
                ? text(in.get("tags_in_order"), "9F36")
                : in.path("atc").asText("3456");
    }

    private static String unpredictable(JsonNode in) {
        return in.has("tags_in_order")
                ? text(in.get("tags_in_order"), "9F37")
                : in.path("un").asText("11111111");
    }

    private static String covered(JsonNode in) {
        StringBuilder values = new StringBuilder(text(in, "data"));
        in.path("tags_in_order").forEach(value -> values.append(value.asText()));
        return values.toString();
    }

    private static boolean isZeroPadded(JsonNode in) {
        return text(in, "padding").equals("00") || text(in, "mac").contains("zero");
    }

    private static String arpc(JsonNode in, byte[] master, byte[] session, String arqc) {
        String method = text(in, "arpc_method");
        byte[] question = HEX.parseHex(arqc);
        if (method.startsWith("2") || method.isEmpty() && in.has("csu")) {
            return HEX.formatHex(issuer(session)
                    .arpc2(question, HEX.parseHex(text(in, "csu")), HEX.parseHex(text(in, "prop_auth_data"))));
        }
        byte[] key = method.contains("MK") ? master : session;
        return HEX.formatHex(issuer(key).arpc1(question, HEX.parseHex(text(in, "arpc_rc"))));
    }

    private static void compare(JsonNode expected, String name, byte[] key) {
        if (expected.has(name)) {
            String value =
                    KeyCheckValue.legacy(PaymentKey.tdes(key, TdesSwitch.on())).hex();
            assertThat(value).as(name).startsWith(text(expected, name));
        }
    }

    private static EmvIssuer issuer(byte[] key) {
        return new EmvIssuer(key);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    private static Stream<JsonNode> vectors() {
        return Vectors.each(Vectors.read("ac-arpc-vectors.json"));
    }
}
