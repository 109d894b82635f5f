package dev.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That it measures what it says; how fast it is depends on the machine and is asserted nowhere. */
final class GatewayCommandTest {
    private static final List<DiskFigure> FIGURES =
            new LinkBench(new LinkBench.Length(64, 64, 1), Path.of("..", ".."), step -> {}).run();

    @Test
    void run_shortest_measuresBothLinks() {
        assertThat(FIGURES)
                .extracting(DiskFigure::name)
                .containsExactly("linkJpos", "link", "linkJposRate", "linkRate");
        assertThat(FIGURES).allMatch(figure -> figure.value() > 0);
    }

    @Test
    void run_whatTheDesignAsks_isThere() {
        assertThat(FIGURES)
                .filteredOn(figure -> figure.bar() != null)
                .extracting(figure -> figure.name() + " of " + figure.against() + " " + figure.bar())
                .containsExactly("link of linkJpos Bar[isMost=true, limit=0.6]");
    }

    @Test
    void report_written_isATableAndJson() throws Exception {
        GatewayReport report = new GatewayReport(true, FIGURES);
        ByteArrayOutputStream table = new ByteArrayOutputStream();

        report.table(new PrintStream(table, true, StandardCharsets.UTF_8));
        JsonNode json = new ObjectMapper().readTree(report.json());

        assertThat(table.toString(StandardCharsets.UTF_8)).contains("64 in flight", "no figure to quote");
        assertThat(json.path("bench").asText()).isEqualTo("gateway");
        assertThat(json.path("figures")).hasSize(4);
    }

    @Test
    void command_named_isThere() {
        assertThat(Bench.commandLine().getSubcommands()).containsKey("gateway");
    }
}
