package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class IssuerMasterKeyTest {
    private static final String SIXTEEN = "4761739001010119";

    private final IssuerMasterKey key = new IssuerMasterKey(Bytes.hex(Invocation.TEST_MASTER_KEY));

    @Test
    void optionB_ofUpToSixteenDigits_isOptionA() {
        assertThat(key.optionB(SIXTEEN, "01").key())
                .isEqualTo(key.optionA(SIXTEEN, "01").key());
    }

    @Test
    void optionB_ofMoreDigits_isNotOptionA() {
        assertThat(key.optionB(SIXTEEN + "0", "01").key())
                .isNotEqualTo(key.optionA(SIXTEEN + "0", "01").key());
    }

    @Test
    void optionA_ofAnotherSequence_isAnotherKey() {
        assertThat(key.optionA(SIXTEEN, "02").key())
                .isNotEqualTo(key.optionA(SIXTEEN, "01").key());
    }

    @Test
    void optionA_looksAtTheLastSixteenDigitsOnly() {
        assertThat(key.optionA("9" + SIXTEEN, "01").key())
                .isEqualTo(key.optionA(SIXTEEN, "01").key());
    }

    @Test
    void optionA_ofAShortNumber_isPaddedOnTheLeft() {
        assertThat(key.optionA("1", "01").key())
                .isEqualTo(key.optionA("001", "01").key());
    }

    @Test
    void key_ofAnotherLength_isTheCallersMistake() {
        assertThatThrownBy(() -> new IssuerMasterKey(new byte[8])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sessionKeys_ofTwoCounters_differ() {
        CardMasterKey card = key.optionA(SIXTEEN, "01");

        assertThat(card.sessionKey(1).key()).isNotEqualTo(card.sessionKey(2).key());
    }

    @Test
    void sessionKey_ofTheLargestCounter_isItsTwoBytes() {
        CardMasterKey card = key.optionA(SIXTEEN, "01");

        assertThat(card.sessionKey(0xFFFF).key())
                .isEqualTo(card.sessionKey(Bytes.hex("FFFF000000000000")).key());
    }
}
