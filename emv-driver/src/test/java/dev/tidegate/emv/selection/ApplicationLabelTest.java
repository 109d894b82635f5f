package dev.tidegate.emv.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.emv.testcard.Objects;
import org.junit.jupiter.api.Test;

final class ApplicationLabelTest {
    @Test
    void of_labelAlone_isIt() {
        assertThat(ApplicationLabel.of(Objects.card("50", "56495341"))).isEqualTo("VISA");
    }

    @Test
    void of_preferredNameInLatin_isIt() {
        assertThat(ApplicationLabel.of(Objects.card("50", "56495341", "9F11", "01", "9F12", "436166E9")))
                .isEqualTo("Café");
    }

    @Test
    void of_preferredNameInAnotherAlphabet_isTheLabel() {
        assertThat(ApplicationLabel.of(Objects.card("50", "56495341", "9F11", "05", "9F12", "B0B1")))
                .isEqualTo("VISA");
        assertThat(ApplicationLabel.of(Objects.card("50", "56495341", "9F12", "436166E9")))
                .isEqualTo("VISA");
    }

    @Test
    void of_neither_isEmpty() {
        assertThat(ApplicationLabel.of(Objects.card())).isEmpty();
    }

    @Test
    void of_controlsAndLength_areCut() {
        assertThat(ApplicationLabel.of(Objects.card("50", "560D0A53411B5B4A"))).isEqualTo("V  SA [J");
        assertThat(ApplicationLabel.of(Objects.card("50", "41".repeat(40)))).hasSize(16);
    }
}
