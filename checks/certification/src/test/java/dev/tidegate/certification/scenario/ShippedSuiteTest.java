package dev.tidegate.certification.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that are shipped, as they are read. */
class ShippedSuiteTest {
    private static final Path SHIPPED = Path.of("scenarios");

    @TempDir
    private Path folder;

    private static Scenario shipped(String id) {
        return Suite.read(SHIPPED).scenarios().stream()
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void read_theCoreSuite_hasItsCountInEachSection() {
        Map<String, Long> counts = Suite.read(SHIPPED).scenarios().stream()
                .collect(Collectors.groupingBy(Scenario::section, Collectors.counting()));

        assertThat(counts).isEqualTo(Map.of("A", 8L, "B", 6L, "C", 14L, "D", 11L, "E", 12L, "F", 5L, "G", 5L, "H", 3L));
    }

    @Test
    void read_drills_areThoseOfManyPayments() {
        List<String> drills = Suite.read(SHIPPED).scenarios().stream()
                .filter(scenario -> scenario.drill() != null)
                .map(Scenario::id)
                .toList();

        assertThat(drills).containsExactly("E10", "E11", "H01", "H02", "H03");
    }

    @Test
    void size_ofADrill_isTheOneAskedFor() {
        Scenario.Drill drill = Objects.requireNonNull(shipped("E10").drill());

        assertThat(drill.size(false)).isEqualTo(new Scenario.Drill.Size(4, 8, 1));
        assertThat(drill.size(true)).isEqualTo(new Scenario.Drill.Size(20, 50, 1));
    }

    @Test
    void age_ofAStoredSale_isASpan() {
        Scenario.Sell first =
                Objects.requireNonNull(shipped("E01").steps().getFirst().store());

        assertThat(first.age()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void read_aDrillWithSteps_isRefused() throws Exception {
        Files.copy(SHIPPED.resolve("dialects.yml"), folder.resolve("dialects.yml"));
        Files.writeString(
                folder.resolve("H01.yml"),
                Files.readString(SHIPPED.resolve("H01.yml")).replace("steps: []", "steps: [{scan: true}]"));

        assertThatThrownBy(() -> Suite.read(folder)).hasMessageContaining("a drill has no steps");
    }

    @Test
    void read_aSpanThatIsNone_isRefused() throws Exception {
        Files.copy(SHIPPED.resolve("dialects.yml"), folder.resolve("dialects.yml"));
        Files.writeString(
                folder.resolve("E02.yml"),
                Files.readString(SHIPPED.resolve("E02.yml")).replace("PT3H", "3 hours"));

        assertThatThrownBy(() -> Suite.read(folder)).hasMessageContaining("expected a span such as PT2H");
    }
}
