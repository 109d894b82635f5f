package dev.tidegate.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class StormTest {
    private final StringWriter said = new StringWriter();
    private final CommandLine line =
            Storm.commandLine().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));

    @Test
    void commandLine_withoutAName_listsTheStormsAndExits2() {
        int code = line.execute();

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains("Say which storm", "seals");
    }

    @Test
    void help_ofSeals_saysWhatTheSuiteDoes() {
        int code = line.execute("seals", "--help");

        assertThat(code).isZero();
        assertThat(said.toString()).contains("--count", "--seed", "--json", "20,000", "1000000");
    }

    @Test
    void seals_aFew_endWith0() {
        assertThat(line.execute("seals", "--count", "600", "--threads", "3", "--json"))
                .isZero();
    }

    @Test
    void seals_wrongCount_endWith2() {
        assertThat(line.execute("seals", "--count", "many")).isEqualTo(2);
    }
}
