package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CardNumberTest {
    private static final CardNumber NUMBER = new CardNumber("4761739001010119");

    @Test
    void toString_showsTheLastFour() {
        assertThat(NUMBER).hasToString("…0119");
    }

    @Test
    void profile_whenPrinted_showsTheLastFour() {
        assertThat(Cards.profile("chip-approves").toString())
                .doesNotContain("476173")
                .contains("0119");
    }

    @Test
    void issuerIdentifier_isSixDigitsPadded() {
        assertThat(NUMBER.issuerIdentifier()).asHexString().isEqualTo("476173FF");
    }

    @Test
    void compressed_ofAnOddNumber_isPadded() {
        CardNumber odd = new CardNumber("0".repeat(15));

        assertThat(odd.compressed()).asHexString().isEqualTo("0".repeat(15) + "F");
    }

    @Test
    void compressed_toALength_isPaddedToIt() {
        assertThat(NUMBER.compressed(10)).asHexString().isEqualTo("4761739001010119FFFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789012", "00000000000000000000", "47617390010101A9"})
    void number_ofAnotherShape_isRefusedWithoutRepeatingIt(String digits) {
        assertThatThrownBy(() -> new CardNumber(digits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a card number has 13 to 19 digits");
    }
}
