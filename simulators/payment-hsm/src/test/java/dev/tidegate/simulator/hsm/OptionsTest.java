package dev.tidegate.simulator.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OptionsTest {
    @Test
    void of_nothing_hasTheTestKeyAndAnyPort() {
        assertThat(Options.of()).isEqualTo(new Options(0, 0, Options.TEST_KEY));
    }

    @Test
    void of_allOptions_areTaken() {
        Options options = Options.of("--port", "1", "--control", "65535", "--master-key", "AB".repeat(32));

        assertThat(options).isEqualTo(new Options(1, 65_535, "AB".repeat(32)));
    }

    @Test
    void of_unknownOrImpossible_isRefusedByName() {
        assertThatThrownBy(() -> Options.of("--prot", "1")).hasMessageContaining("--prot");
        assertThatThrownBy(() -> Options.of("--port")).hasMessageContaining("--port");
        assertThatThrownBy(() -> Options.of("--control", "65536")).hasMessageContaining("--control");
        assertThatThrownBy(() -> Options.of("--master-key", "12")).hasMessageContaining("--master-key");
    }

    @Test
    void toString_ofOptions_hasNoKey() {
        assertThat(Options.of().toString()).doesNotContain(Options.TEST_KEY);
    }
}
