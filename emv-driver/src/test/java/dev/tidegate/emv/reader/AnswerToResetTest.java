package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.testcard.Vectors;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerToResetTest {
    private static final JsonNode VECTORS = Vectors.json("atr/emv-utils-atr.json");

    @TestFactory
    Stream<DynamicTest> isConforming_eachVectorToAccept_isTrue() {
        return VECTORS.get("accept")
                .propertyStream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.getKey(),
                        () -> assertThat(conforms(vector.getValue().asText())).isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> isConforming_eachVectorToReject_isFalse() {
        System.out.println("atr: " + VECTORS.get("accept").size() + " to accept, "
                + (VECTORS.get("reject").size()
                        + VECTORS.get("mutations_reject").size()) + " to reject");
        Stream<DynamicTest> whole = VECTORS.get("reject")
                .propertyStream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.getKey(),
                        () -> assertThat(conforms(vector.getValue().asText())).isFalse()));
        Stream<DynamicTest> mutated = Vectors.each(VECTORS.get("mutations_reject"))
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("why").asText(),
                        () -> assertThat(conforms(vector.get("atr").asText())).isFalse()));
        return Stream.concat(whole, mutated);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3B6500002063CB6800", "3F650000" + "1122334455"})
    void isConforming_cardOfThePlainKind_isTrue(String answer) {
        assertThat(conforms(answer)).isTrue();
    }

    /** Without TA2 the card may be asked for another speed, and is spoken to at the usual one until then. */
    @ParameterizedTest
    @ValueSource(strings = {"3B70110000", "3B70120000", "3B70180000", "3B70020000", "3B70950000", "3B7411000031323334"})
    void isConforming_speedThatIsOnlyOffered_isNotLookedAt(String answer) {
        assertThat(conforms(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3B",
                "3B60",
                "3B600000FF",
                "3C600000",
                "3BE000FF81317C4193",
                "3B80800101",
                "3B6500002063CB68000000000000000000000000000000000000000000000000000000",
                "3BFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
            })
    void isConforming_otherAnswers_isFalse(String answer) {
        assertThat(conforms(answer)).isFalse();
    }

    @Test
    void isConforming_randomBytes_isAlwaysAnAnswer() {
        SplittableRandom random = new SplittableRandom(7_816);
        int conforming = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = 0x3B;
            }
            conforming += AnswerToReset.isConforming(Octets.of(bytes)) ? 1 : 0;
        }
        assertThat(conforming).isLessThan(20_000);
    }

    private static boolean conforms(String hex) {
        return AnswerToReset.isConforming(Octets.ofHex(hex));
    }
}
