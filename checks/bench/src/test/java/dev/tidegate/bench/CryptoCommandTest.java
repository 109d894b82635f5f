package dev.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import picocli.CommandLine;

/** That it measures what it says; how fast it is depends on the machine and is asserted nowhere. */
final class CryptoCommandTest {
    @Test
    void lines_andBenchmarks_areTheSame() {
        List<String> methods = Arrays.stream(CryptoBenchmarks.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(java.lang.reflect.Method::getName)
                .toList();

        assertThat(CryptoCommand.LINES.stream().map(Line::benchmark)).containsExactlyInAnyOrderElementsOf(methods);
    }

    @Test
    void lines_whatIsComparedWith_comesFirst() {
        Set<String> before = new HashSet<>(Set.of(""));

        for (Line line : CryptoCommand.LINES) {
            assertThat(before).as(line.what()).contains(line.against());
            before.add(line.benchmark());
        }
    }

    @Test
    void lines_whatTheDesignAsks_isThere() {
        assertThat(CryptoCommand.LINES)
                .filteredOn(line -> line.bar() != null)
                .extracting(line -> line.benchmark() + " " + line.bar())
                .containsExactly(
                        "seal Bar[rateMin=1000.0, timesMax=2.4]",
                        "open Bar[rateMin=3000.0, timesMax=0.0]",
                        "accept Bar[rateMin=300000.0, timesMax=0.0]");
    }

    @Test
    void workbench_onItsOwnRecords_works() throws IOException {
        Workbench bench = Workbench.open();

        assertThatCode(bench::prove).doesNotThrowAnyException();
        bench.close();
    }

    @Test
    void bare_bothLibraries_agreeOnTheCurve() throws Exception {
        Bare bare = new Bare();

        byte[] jdk = bare.agreeJdk();

        assertThat(new java.math.BigInteger(1, jdk)).isEqualTo(bare.agreeBouncyCastle());
    }

    @Test
    void commandLine_withoutAPart_saysSoAndExits2() {
        CommandLine line = Bench.commandLine();
        java.io.StringWriter said = new java.io.StringWriter();
        line.setErr(new java.io.PrintWriter(said));

        int code = line.execute();

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains("Say what to measure").contains("crypto");
    }
}
