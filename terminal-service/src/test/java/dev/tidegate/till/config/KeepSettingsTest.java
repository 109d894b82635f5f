package dev.tidegate.till.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.saf.Retention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeepSettingsTest {
    @Test
    void toRetention_theShippedValues_areTheJournalsOwn() {
        assertThat(new KeepSettings(18, 24).toRetention()).isEqualTo(Retention.standard());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 121})
    void archiveMonths_impossible_isNamed(int months) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeepSettings(months, 24))
                .withMessageContaining("keep.archiveMonths");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 25})
    void finalBodiesHours_impossible_isNamed(int hours) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeepSettings(18, hours))
                .withMessageContaining("keep.finalBodiesHours");
    }
}
