package dev.tidegate.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.fixture.Sales;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One line a fact, and nothing in it that must not be there. */
class FactLogTest {
    @Test
    void line_ofFields_isInTheOrderOfTheList() {
        String line = FactLog.line("a late answer", Map.of(Field.STAN, "000017", Field.CODE, "00"));

        assertThat(line).isEqualTo("a late answer code=00 stan=000017");
    }

    @Test
    void value_withBlanks_isOneWord() {
        assertThat(FactLog.line("x", Map.of(Field.CAUSE, "a b"))).isEqualTo("x cause=a_b");
    }

    @Test
    void value_thatIsACardNumber_isNotWritten() {
        assertThat(FactLog.line("x", Map.of(Field.CAUSE, Sales.NUMBER)))
                .isEqualTo("x cause=(16_characters)".replace('_', ' '));
    }

    @Test
    void value_thatIsAnRrn_isWritten() {
        assertThat(FactLog.line("x", Map.of(Field.RRN, "632600000001"))).isEqualTo("x rrn=632600000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a=b\u0000", "\"quoted\"", "{\"pan\":1}"})
    void value_thatIsNotPlain_isNotWritten(String value) {
        assertThat(FactLog.line("x", Map.of(Field.CAUSE, value)))
                .isEqualTo("x cause=(" + value.length() + " characters)");
    }
}
