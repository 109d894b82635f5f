package dev.tidegate.core.card;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Track2Test {
    @Test
    void characters_withAnEqualsSign_haveTheSeparatorD() {
        assertThat(track("4761739001010119=30122011").characters())
                .isEqualTo("4761739001010119D30122011".getBytes(US_ASCII));
    }

    @Test
    void toString_anyTrack_showsItsLengthAlone() {
        assertThat(track("4761739001010119D30122011")).hasToString("Track2[25]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4761739001010119", "4761D7390D01", "4761739001010119D3012201100000000000000000", "4761D73X"})
    void of_withoutOneSeparatorOrTooLong_isRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> track(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("4761");
    }

    @Test
    void wipe_aTrack_leavesZeros() {
        Track2 track = track("4761739001010119D30122011");

        track.wipe();

        assertThat(track.characters()).containsOnly((byte) 0);
    }

    private static Track2 track(String text) {
        return Track2.of(text.getBytes(US_ASCII));
    }
}
