package dev.tidegate.emv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.emv.testcard.Vectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Combination selection with cards of the vectors for which no case is given; what is expected is worked out from Book
 * B, 3.3.
 */
final class CombinationSelectionTest {
    private static final JsonNode CARDS = Vectors.json("entrypoint/libpay-lower-tester-cards.json");
    private static final JsonNode SETTINGS = Vectors.json("entrypoint/libpay-terminal-settings.json");

    @ParameterizedTest
    @CsvSource({
        // Priority: the lowest number, 1 to 15; 0 and none last; alike in the directory's order.
        "ltsetting2_17, A0000000010001, 23",
        "ltsetting2_19, A0000000020002, 24",
        "ltsetting2_21, A0000000010001, 23",
        "ltsetting2_22, A0000000020002, 24",
        "ltsetting2_23, A0000000010001, 23",
        "ltsetting2_24, A0000000020002, 810978",
        "ltsetting3_1, A0000000040004010203040506070809, 24",
        "ltsetting3_2, A0000000010001010203040506070809, 23",
        "ltsetting3_3, A0000000010001010203040506070809, 23",
        // The three forms of a kernel identifier, and those that are none of the reader's.
        "ltsetting1_84, A000000002000201, 32",
        "ltsetting1_85, B0000000010101, 810978",
        "ltsetting1_86, A000000004000401, BF0840",
        "ltsetting1_87, B000000001010102, C11111",
        "ltsetting1_88, A0000000030003, FF2222",
        "ltsetting4_1, A0000000040004, 24",
        "ltsetting6_7, A0000000040004, 24",
        // Zero asks for any kernel: the reader's first.
        "ltsetting1_93, B0000000010101, 21",
        // The name with its extension.
        "ltsetting1_30, A0000000030003010203040506070809, 21",
        "ltsetting1_31, B00000000101011122, C11111",
        "ltsetting2_11, A000000004000404, 24",
        // Entries without a name, or of an impossible one; an application that is not given.
        "ltsetting6_5, A0000000010001, 21",
        "ltsetting6_6, A0000000020002, 22",
        "ltsetting6_16, A0000000010001, 23",
        "ltsetting6_18, A0000000040004, 25",
        // What stands round the entries is passed over.
        "ltsetting1_50, A0000000010001, 23",
    })
    void selection_cardOfTheVectors_takesTheBest(String card, String name, String kernel) {
        EntryPointCase played = play("termsetting1", card);

        assertThat(played.names().getLast()).isEqualTo(name);
        assertThat(played.outcomes().getLast().kind()).isEqualTo(KernelOutcome.Kind.APPROVED);
        String told = played.told().getLast().getOrDefault("9F2A", kernel);
        assertThat(told).startsWith(kernel);
    }

    @ParameterizedTest
    @CsvSource({
        "03, A0000000031010",
        "04, A0000000041010",
        "25, A0000000251010",
        "65, A0000000651010",
    })
    void selection_noKernelInTheEntry_takesTheProvidersDefault(String provider, String name) {
        Map<String, String> defaults = Map.of("03", "03", "04", "02", "25", "04", "65", "05");

        assertThat(KernelId.requested(null, dev.tidegate.core.card.Octets.ofHex(name)))
                .hasToString(defaults.get(provider));
    }

    @ParameterizedTest
    @CsvSource({"A0000001523010, 06", "A0000003241010, 06", "A0000003330101, 07", "A0000009991010, 00"})
    void selection_emptyKernelInTheEntry_takesTheProvidersDefault(String name, String kernel) {
        assertThat(KernelId.requested(
                        dev.tidegate.emv.testcard.Hex.slice(""), dev.tidegate.core.card.Octets.ofHex(name)))
                .hasToString(kernel);
    }

    @ParameterizedTest
    @CsvSource({"ltsetting6_1", "ltsetting6_2", "ltsetting6_3"})
    void selection_noDirectory_endsTheApplication(String card) {
        EntryPointCase played = play("termsetting1", card);

        assertThat(played.outcomes())
                .extracting(KernelOutcome::kind)
                .containsExactly(KernelOutcome.Kind.END_APPLICATION);
        assertThat(played.shown().getLast().message()).isEqualTo(UserMessage.TRY_ANOTHER_CARD);
    }

    @Test
    void selection_applicationsThatAreNotGiven_goesOnToTheNext() {
        EntryPointCase played = play("termsetting1", "ltsetting6_8");

        assertThat(played.names())
                .containsExactly(LowerTester.DIRECTORY, "A0000000030003", "A00000000200020101", "A0000000010001");
    }

    @Test
    void selection_domesticKernelTooShort_isPassedOver() {
        assertThat(KernelId.requested(
                        dev.tidegate.emv.testcard.Hex.slice("8109"),
                        dev.tidegate.core.card.Octets.ofHex("A0000000031010")))
                .isNull();
    }

    private static EntryPointCase play(String settings, String card) {
        return new EntryPointCase(
                        new ReaderUnderTest(named(SETTINGS, settings)),
                        named(CARDS, card),
                        0,
                        2,
                        0,
                        List.of(EntryPointCase.outcome("Approved", "N/A", null, null)))
                .play();
    }

    private static JsonNode named(JsonNode all, String name) {
        for (JsonNode one : all) {
            if (one.get("name").asText().equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
