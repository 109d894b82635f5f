package dev.tidegate.simulator.acquirer.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.wire.GoldenMessages;
import dev.tidegate.simulator.acquirer.wire.TlvSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CardCryptogramTest {
    private static final TripleDesKey CARD_KEY = EmvKeys.cardKey(TestCard.ISSUER_KEY, TestCard.APPROVES.pan, "01");
    private static final TlvSet GOLDEN = TlvSet.parse(GoldenMessages.SALE_CHIP);

    @Test
    void cardKey_testCard_isTheOneComputedElsewhere() {
        assertThat(CARD_KEY).isEqualTo(TripleDesKey.ofHex("80A89B585BBF64C2" + "F12915BF578FABE0"));
    }

    @Test
    void isGenuine_goldenCryptogram_isTrue() {
        assertThat(new CardCryptogram(GOLDEN, CARD_KEY).isGenuine(CardCryptogram.ARQC))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9F02", "9F03", "9F1A", "95", "5F2A", "9A", "9C", "9F37", "82", "9F36", "9F10", "9F26"})
    void isGenuine_anyValueChanged_isFalse(String tag) {
        String value = GOLDEN.hex(tag);
        String changed = value.substring(0, value.length() - 1) + (value.endsWith("F") ? "E" : "F");

        assertThat(new CardCryptogram(with(tag, changed), CARD_KEY).isGenuine(CardCryptogram.ARQC))
                .isFalse();
    }

    @Test
    void isGenuine_anotherCardsKey_isFalse() {
        TripleDesKey other = EmvKeys.cardKey(TestCard.ISSUER_KEY, TestCard.APPROVES.pan, "02");

        assertThat(new CardCryptogram(GOLDEN, other).isGenuine(CardCryptogram.ARQC))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"00, 80", "40, 80", "80, 40"})
    void isGenuine_anotherType_isFalse(String given, String expected) {
        assertThat(new CardCryptogram(with("9F27", given), CARD_KEY).isGenuine(expected))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"06010A03A00000", "05011203A00000", "06021203A00000"})
    void isGenuine_cryptogramOfAnotherVersion_isFalse(String applicationData) {
        Map<String, String> tags =
                TestCard.APPROVES.tags(1234, 1, CardCryptogram.ARQC, Map.of("9F10", applicationData));

        assertThat(new CardCryptogram(new TlvSet(new LinkedHashMap<>(tags)), CARD_KEY).isGenuine(CardCryptogram.ARQC))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"00, E9E5020F06896FE03030", "51, C537B67F72061B573531"})
    void issuerAuthentication_code_isTheOneComputedElsewhere(String code, String expected) {
        assertThat(new CardCryptogram(GOLDEN, CARD_KEY).issuerAuthentication(code))
                .isEqualTo(expected);
    }

    @Test
    void isComplete_everyTag_isTrue() {
        assertThat(CardCryptogram.isComplete(GOLDEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9F02", "9F03", "9F1A", "95", "5F2A", "9A", "9C", "9F37", "82", "9F36", "9F10", "9F26", "9F27"})
    void isComplete_tagMissingOrOfOtherLength_isFalse(String tag) {
        var tags = new LinkedHashMap<>(GOLDEN.values());
        tags.remove(tag);

        assertThat(CardCryptogram.isComplete(new TlvSet(tags))).isFalse();
        assertThat(CardCryptogram.isComplete(with(tag, "00".repeat(33)))).isFalse();
    }

    private static TlvSet with(String tag, String value) {
        var tags = new LinkedHashMap<>(GOLDEN.values());
        tags.put(tag, value);
        return new TlvSet(tags);
    }
}
