package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MtiTest {
    @ParameterizedTest
    @CsvSource({
        "0200,0210",
        "0201,0210",
        "0220,0230",
        "0221,0230",
        "0420,0430",
        "0421,0430",
        "0800,0810",
        "1804,1814",
        "1805,1814",
        "1820,1830",
        "1221,1230"
    })
    void answer_request_hasNextFunctionAndNoRepeat(String request, String answer) {
        assertThat(new Mti(request).answer()).isEqualTo(new Mti(answer));
    }

    @ParameterizedTest
    @CsvSource({"0221,0220", "0220,0220", "0421,0420", "0201,0200"})
    void first_any_isItsFirstSending(String mti, String first) {
        assertThat(new Mti(mti).first()).isEqualTo(new Mti(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0210", "0230", "0430", "0810", "1814", "1830"})
    void answer_answer_isRefused(String answer) {
        var mti = new Mti(answer);

        assertThat(mti.isAnswer()).isTrue();
        assertThatThrownBy(mti::answer).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "200", "2200", "02000", "02A0"})
    void of_anotherShape_isRefused(String digits) {
        assertThatThrownBy(() -> new Mti(digits)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isRepeat_lastDigitOdd_isTrue() {
        assertThat(new Mti("0421").isRepeat()).isTrue();
        assertThat(new Mti("0420").isRepeat()).isFalse();
    }
}
