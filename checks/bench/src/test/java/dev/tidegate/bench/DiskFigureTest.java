package dev.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiskFigureTest {
    private static final DiskFigure FLOOR = DiskFigure.of("floor", "the floor", "µs", 100, 200);

    private static DiskFigure beside(double value) {
        return DiskFigure.of("it", "it", "µs", value, 0).beside(FLOOR);
    }

    @Test
    void held_withoutABar_isAbsent() {
        assertThat(FLOOR.held()).isNull();
    }

    @Test
    void held_besideAnother_isOfTheRatio() {
        assertThat(beside(120).atMost(1.25).held()).isTrue();
        assertThat(beside(130).atMost(1.25).held()).isFalse();
        assertThat(beside(60).atLeast(0.65).held()).isFalse();
    }

    @Test
    void held_alone_isOfTheValue() {
        assertThat(FLOOR.atMost(99).held()).isFalse();
        assertThat(FLOOR.atMost(100).held()).isTrue();
    }

    @Test
    void times_ofMany_haveTheirMedianAndTheirHigh() {
        Times times = new Times();
        for (int each = 1; each <= 1_000; each++) {
            times.add(each * 1_000L);
        }

        assertThat(times.median()).isEqualTo(501);
        assertThat(times.high()).isEqualTo(991);
    }

    @Test
    void report_saysWhatIsMissed() {
        JournalReport report = new JournalReport(
                JournalBench.Length.QUICK,
                "somehow",
                0,
                List.of(FLOOR, beside(130).atMost(1.25)));
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        report.table(new java.io.PrintStream(bytes, true, java.nio.charset.StandardCharsets.UTF_8));

        assertThat(bytes.toString(java.nio.charset.StandardCharsets.UTF_8))
                .contains("1.30×", "≤ 1.25× MISSED", "somehow", "no figure to quote");
    }

    @Test
    void json_hasTheBar() {
        JournalReport report = new JournalReport(
                JournalBench.Length.WHOLE,
                "somehow",
                0,
                List.of(FLOOR, beside(120).atMost(1.25)));

        assertThat(report.json()).contains("\"max\" : 1.25", "\"held\" : true", "\"quick\" : false");
    }
}
