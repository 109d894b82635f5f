package dev.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FigureTest {
    private static final Line SEAL =
            Line.beside("bare", "seal", "a seal").atLeast(1_000).atMost(2.4);

    @Test
    void held_rateAndRatioWithin_isTrue() {
        assertThat(new Figure(SEAL, 1_000, 2.4).held()).isTrue();
    }

    @Test
    void held_rateBelow_isFalse() {
        assertThat(new Figure(SEAL, 999, 1.5).held()).isFalse();
    }

    @Test
    void held_ratioAbove_isFalse() {
        assertThat(new Figure(SEAL, 2_000, 2.41).held()).isFalse();
    }

    @Test
    void held_onlyARateAsked_ignoresTheRatio() {
        Line open = Line.beside("bare", "open", "an open").atLeast(3_000);

        assertThat(new Figure(open, 3_001, 99).held()).isTrue();
    }

    @Test
    void held_nothingAsked_isAbsent() {
        assertThat(new Figure(Line.alone("bare", "bare"), 1, 0).held()).isNull();
    }

    @Test
    void micros_ofARate_areItsInverse() {
        assertThat(new Figure(SEAL, 2_000, 1).micros()).isEqualTo(500);
    }
}
