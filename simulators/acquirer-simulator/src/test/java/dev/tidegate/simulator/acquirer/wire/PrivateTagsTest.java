package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivateTagsTest {
    @Test
    void of_written_isReadBack() {
        PrivateTags tags = PrivateTags.of("002006000001" + "003012261122133000" + "004000");

        assertThat(tags.text(PrivateTags.ORIGINAL_STAN)).isEqualTo("000001");
        assertThat(tags.text(PrivateTags.ORIGINAL_TIME)).isEqualTo("261122133000");
        assertThat(tags.text(PrivateTags.ORIGINAL_RRN)).isEmpty();
        assertThat(tags.text(PrivateTags.ITEM)).isEmpty();
        assertThat(tags.written()).isEqualTo("002006000001" + "003012261122133000" + "004000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SAMPLE-DEFERRED", "00", "002007000001", "002-01A", "002006000001X", "0020061"})
    void of_otherText_hasNoTags(String text) {
        assertThat(PrivateTags.of(text).values()).isEmpty();
    }
}
