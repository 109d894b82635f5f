package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChipFieldTest {
    @Test
    void parse_wrapped_answersWrapped() {
        ChipField field = ChipField.parse("010004" + "9A026111");

        assertThat(field.wrapped()).isTrue();
        assertThat(field.tags().hex("9A")).isEqualTo("6111");
        assertThat(field.answering(field.tags())).isEqualTo("0100049A026111");
    }

    @Test
    void parse_bare_answersBare() {
        ChipField field = ChipField.parse("9A026111");

        assertThat(field.wrapped()).isFalse();
        assertThat(field.answering(field.tags())).isEqualTo("9A026111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0100059A026111", "01", "020004" + "9A026111"})
    void parse_neither_isRefused(String hex) {
        assertThatThrownBy(() -> ChipField.parse(hex)).isInstanceOf(MalformedTlvException.class);
    }
}
