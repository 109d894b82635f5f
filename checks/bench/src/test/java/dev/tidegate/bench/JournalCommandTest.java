package dev.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it measures what it says; how fast it is depends on the machine and is asserted nowhere. */
final class JournalCommandTest {
    private static final JournalBench.Length SHORT = new JournalBench.Length(1, 2, 2, 1, 20);

    @TempDir
    private Path home;

    @Test
    void run_shortest_measuresEachLine() throws Exception {
        JournalReport report = new JournalBench(home, SHORT, step -> {}).run();

        assertThat(report.figures())
                .extracting(DiskFigure::name)
                .containsExactly(
                        "floor",
                        "file",
                        "journal",
                        "plain",
                        "sqlite",
                        "rocksdb",
                        "h2",
                        "accept",
                        "journal16",
                        "plain16",
                        "sqlite16",
                        "rocksdb16",
                        "h216",
                        "chronicleBytes",
                        "plainBytes",
                        "journalBytes");
        assertThat(report.figures()).allMatch(figure -> figure.value() > 0);
    }

    @Test
    void run_whatTheDesignAsks_isThere() throws Exception {
        List<DiskFigure> figures =
                new JournalBench(home, SHORT, step -> {}).run().figures();

        assertThat(figures)
                .filteredOn(figure -> figure.bar() != null)
                .extracting(figure -> figure.name() + " " + figure.bar())
                .containsExactly(
                        "file Bar[isMost=true, limit=1.25]",
                        "journal Bar[isMost=true, limit=1.25]",
                        "accept Bar[isMost=true, limit=2000.0]",
                        "plain16 Bar[isMost=false, limit=0.65]",
                        "sqlite16 Bar[isMost=false, limit=1.0]",
                        "rocksdb16 Bar[isMost=false, limit=1.0]",
                        "h216 Bar[isMost=false, limit=1.0]",
                        "journalBytes Bar[isMost=true, limit=0.5]");
    }

    @Test
    void command_writesJson_andCleansUp() throws Exception {
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));

        int code = Bench.commandLine()
                .execute(
                        "journal",
                        "--project",
                        home.toString(),
                        "--folder",
                        elsewhere.toString(),
                        "--quick",
                        "--json",
                        "--records",
                        "2000");

        assertThat(code).isZero();
        JsonNode whole = new ObjectMapper()
                .readTree(home.resolve("target/bench/journal.json").toFile());
        assertThat(whole.get("quick").asBoolean()).isTrue();
        assertThat(whole.get("figures")).hasSize(19);
        try (Stream<Path> left = Files.list(elsewhere)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void payload_ofTwoNumbers_differs_andHasTheSameLength() {
        Payload payload = new Payload(1_000);

        assertThat(payload.of(1)).hasSize(1_000).isNotEqualTo(payload.of(2));
        assertThat(payload.of(1)).isEqualTo(payload.of(1));
    }

    @Test
    void till_recordOfASale_hasAboutOneKilobyte() throws Exception {
        try (Till till = new Till(home.resolve("till"))) {
            assertThat(till.append(1).raw().length()).isBetween(900, 1_150);
            assertThat(Set.of(till.accept(2).seq())).containsExactly(3L);
        }
    }
}
