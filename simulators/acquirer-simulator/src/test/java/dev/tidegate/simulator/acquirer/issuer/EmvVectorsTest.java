package dev.tidegate.simulator.acquirer.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.simulator.acquirer.books.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arithmetic against recorded values of another implementation; {@code vectors/README.md} says whose. */
final class EmvVectorsTest {
    private static final List<JsonNode> STEPS = steps();

    @TestFactory
    Stream<DynamicTest> cardKey_optionA_isAsRecorded() {
        return each("kd.derive_icc_mk_a", (in, out) -> {
            TripleDesKey issuer = TripleDesKey.ofHex(text(in, "iss_mk"));
            String sequence = in.path("psn").asText("00");
            assertThat(EmvKeys.cardKey(issuer, text(in, "pan"), sequence)).isEqualTo(TripleDesKey.ofHex(out));
        });
    }

    @TestFactory
    Stream<DynamicTest> sessionKey_anyDiversifier_isAsRecorded() {
        return each("kd.derive_common_sk", (in, out) -> {
            TripleDesKey card = TripleDesKey.ofHex(text(in, "icc_mk"));
            assertThat(EmvKeys.commonSessionKey(card, bytes(in, "r"))).isEqualTo(TripleDesKey.ofHex(out));
        });
    }

    @TestFactory
    Stream<DynamicTest> sessionKey_ofACounter_isAsRecorded() {
        Predicate<JsonNode> counter = in -> text(in, "r").endsWith("0".repeat(12));
        return each("kd.derive_common_sk", counter, (in, out) -> {
            TripleDesKey card = TripleDesKey.ofHex(text(in, "icc_mk"));
            int atc = Integer.parseInt(text(in, "r").substring(0, 4), 16);
            assertThat(EmvKeys.sessionKey(card, atc)).isEqualTo(TripleDesKey.ofHex(out));
        });
    }

    @TestFactory
    Stream<DynamicTest> mac_emvPadding_isAsRecorded() {
        Predicate<JsonNode> emvPadding =
                in -> !in.path("padding_type").asText("EMV").equals("VISA");
        return each("ac.generate_ac", emvPadding, (in, out) -> {
            TripleDesKey session = TripleDesKey.ofHex(text(in, "sk_ac"));
            assertThat(session.mac(bytes(in, "data"))).isEqualTo(HexFormat.of().parseHex(out));
        });
    }

    @TestFactory
    Stream<DynamicTest> mac_anyText_isAsRecorded() {
        return each("mac.mac_iso9797_3", in -> in.path("padding").asInt() == 2, (in, out) -> {
            TripleDesKey key = TripleDesKey.ofHex(text(in, "key1") + text(in, "key2"));
            assertThat(key.mac(bytes(in, "data"))).isEqualTo(HexFormat.of().parseHex(out));
        });
    }

    @TestFactory
    Stream<DynamicTest> arpc_methodOne_isAsRecorded() {
        return each("ac.generate_arpc_1", (in, out) -> {
            TripleDesKey key = TripleDesKey.ofHex(text(in, "sk_ac"));
            assertThat(EmvKeys.arpc(key, bytes(in, "arqc"), bytes(in, "arpc_rc")))
                    .isEqualTo(HexFormat.of().parseHex(out));
        });
    }

    @Test
    void of_otherLength_isRefused() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TripleDesKey.of(new byte[24]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toString_key_showsNothingOfIt() {
        assertThat(TripleDesKey.ofHex("0123456789ABCDEFFEDCBA9876543210").toString())
                .isEqualTo("TripleDesKey");
    }

    private interface Check {
        void of(JsonNode in, String out);
    }

    private static Stream<DynamicTest> each(String operation, Check check) {
        return each(operation, in -> true, check);
    }

    private static Stream<DynamicTest> each(String operation, Predicate<JsonNode> which, Check check) {
        List<JsonNode> steps = STEPS.stream()
                .filter(step -> step.path("op").asText().equals(operation) && which.test(step.path("in")))
                .distinct()
                .toList();
        assertThat(steps).as("recorded steps of %s", operation).isNotEmpty();
        return steps.stream()
                .map(step -> DynamicTest.dynamicTest(
                        operation + " gives " + text(step, "out"), () -> check.of(step.path("in"), text(step, "out"))));
    }

    private static List<JsonNode> steps() {
        try (InputStream json =
                Objects.requireNonNull(EmvVectorsTest.class.getResourceAsStream("/vectors/emv-crypto.json"))) {
            var steps = new ArrayList<JsonNode>();
            for (JsonNode test : Json.MAPPER.readTree(json).path("tests")) {
                test.path("steps").forEach(steps::add);
            }
            return steps;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).textValue();
    }

    private static byte[] bytes(JsonNode node, String name) {
        return HexFormat.of().parseHex(text(node, name));
    }
}
