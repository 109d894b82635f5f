package dev.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final Line BARE = Line.alone("bare", "one bare seal");
    private static final Line SEAL =
            Line.beside("bare", "seal", "a whole seal").atLeast(1_000).atMost(2.4);

    private final Report report =
            new Report("crypto", Measurement.QUICK, List.of(new Figure(BARE, 3_300, 0), new Figure(SEAL, 2_200, 1.5)));

    @Test
    void table_aLineWithABar_showsRateCostRatioAndVerdict() {
        assertThat(table(report))
                .anySatisfy(row -> assertThat(row)
                        .startsWith("a whole seal ")
                        .contains("2,200", "454.55", "1.50×")
                        .endsWith("≥ 1,000/s ≤ 2.4× held"));
    }

    @Test
    void table_aBarThatIsMissed_saysSo() {
        Report slow = new Report("crypto", Measurement.QUICK, List.of(new Figure(SEAL, 900, 3)));

        assertThat(table(slow)).anySatisfy(row -> assertThat(row).endsWith("MISSED"));
    }

    @Test
    void table_aLineAlone_asksNothing() {
        assertThat(table(report)).anySatisfy(row -> assertThat(row).matches("one bare seal +3,300 +303\\.03"));
    }

    @Test
    void json_ofTheRun_saysHowItWasMeasured() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(report.json());

        assertThat(json.get("bench").asText()).isEqualTo("crypto");
        assertThat(json.get("clock").asText()).contains("CPU time");
        assertThat(json.get("forks").asInt()).isEqualTo(Measurement.QUICK.forks());
    }

    @Test
    void json_eachFigure_hasRateRatioAndBar() throws JsonProcessingException {
        JsonNode figures = new ObjectMapper().readTree(report.json()).get("figures");

        assertThat(figures).hasSize(2);
        assertThat(figures.get(0).has("held")).isFalse();
        assertThat(figures.get(0).has("ratio")).isFalse();
        JsonNode seal = figures.get(1);
        assertThat(seal.get("benchmark").asText()).isEqualTo("seal");
        assertThat(seal.get("perCpuSecond").asLong()).isEqualTo(2_200);
        assertThat(seal.get("against").asText()).isEqualTo("bare");
        assertThat(seal.get("ratio").asDouble()).isEqualTo(1.5);
        assertThat(seal.get("ratioMax").asDouble()).isEqualTo(2.4);
        assertThat(seal.get("held").asBoolean()).isTrue();
    }

    private static List<String> table(Report report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.table(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
