package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionsTest {
    private final Positions positions = new Positions();

    @Test
    void nothingKnown_isTheBeginning() {
        assertThat(positions.before(5)).isZero();
    }

    @Test
    void everyRecord_isFoundWithinAStride() {
        for (long seq = 1_000; seq < 11_000; seq++) {
            positions.add(seq, 10 * seq);
        }

        for (long seq = 1_000; seq < 11_000; seq++) {
            assertThat(positions.before(seq)).isBetween(10 * (seq - Positions.STRIDE + 1), 10 * seq);
        }
    }

    @Test
    void recordBeforeTheFirst_isTheBeginning() {
        positions.add(10, 4_000);

        assertThat(positions.before(9)).isZero();
    }
}
