package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final ProgressBar bar = new ProgressBar(new PrintStream(shown, true, StandardCharsets.UTF_8), "reading");

    @Test
    void at_half_isHalfFull() {
        bar.at(50, 100);

        assertThat(text()).isEqualTo("\rreading [###############...............] 50 %");
    }

    @Test
    void at_theSamePercent_isNotShownAgain() {
        bar.at(500, 1_000);
        bar.at(501, 1_000);

        assertThat(text()).containsOnlyOnce("\r");
    }

    @Test
    void at_moreThanAll_isFull() {
        bar.at(11, 10);

        assertThat(text()).endsWith("[##############################] 100 %");
    }

    @Test
    void at_nothingToDo_isFull() {
        bar.at(0, 0);

        assertThat(text()).endsWith("100 %");
    }

    @Test
    void end_nothingWasShown_showsNothing() {
        bar.end();

        assertThat(text()).isEmpty();
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
