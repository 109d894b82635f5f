package dev.tidegate.certification.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario may say, and what it is told where it says something else. */
class SuiteTest {
    private static final String DIALECTS = """
            sections: {D: Timeouts and reversals}
            features: {pin: Issuers check PINs.}
            lacks: {}
            profiles:
              one:
                version: "1987"
                simulator: []
                lacks: {}
                words: {approved: "00"}
                messages: {sale: {request: "0200", answer: "0210"}}
            """;
    private static final String GOOD = """
            id: D01
            title: No answer
            proves: It is taken back.
            steps:
              - sell: {amount: "10.01"}
                told: {one: APPROVED}
            expect:
              flow: [{send: sale}]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("dialects.yml"), DIALECTS);
    }

    @Test
    void read_aGoodFile_hasItsStepsAndExpectations() throws IOException {
        Suite suite = suite(GOOD);

        assertThat(suite.scenarios()).extracting(Scenario::id).containsExactly("D01");
        assertThat(suite.scenarios().getFirst().steps().getFirst().told())
                .isEqualTo(new ByProfile(java.util.Map.of("one", "APPROVED")));
    }

    @Test
    void read_theShippedSuite_hasTheSectionsAToD() {
        Suite suite = Suite.read(Path.of("scenarios"));

        assertThat(suite.scenarios())
                .extracting(Scenario::id)
                .containsAll(ids())
                .isSorted();
    }

    @Test
    void read_anUnknownKey_isRefusedWithFileAndLine() {
        assertThatThrownBy(() -> suite(GOOD.replace("    told:", "    tolt:")))
                .isInstanceOf(ScenarioHoleException.class)
                .hasMessageContaining("D01.yml:6")
                .hasMessageContaining("tolt");
    }

    @Test
    void read_aStepWithTwoDeeds_isRefused() {
        assertThatThrownBy(() -> suite(GOOD.replace("    told: {one: APPROVED}", "    doors: open")))
                .hasMessageContaining("step 1 has not one deed");
    }

    @Test
    void read_aFeatureThatNobodyKnows_isRefused() {
        assertThatThrownBy(() -> suite(GOOD + "needs: [magic]\n")).hasMessageContaining("no feature magic");
    }

    @Test
    void read_aProfileThatNobodyKnows_isRefused() {
        assertThatThrownBy(() -> suite(GOOD.replace("{send: sale}", "{send: sale, only: [two]}")))
                .hasMessageContaining("no profile two");
    }

    @Test
    void read_aMessageThatNoDialectHas_isRefused() {
        assertThatThrownBy(() -> suite(GOOD.replace("{send: sale}", "{send: sail}")))
                .hasMessageContaining("message sail");
    }

    @Test
    void read_aMessageThatIsSentAndHeard_isRefused() {
        assertThatThrownBy(() -> suite(GOOD.replace("{send: sale}", "{send: sale, hear: sale}")))
                .hasMessageContaining("either sent or heard");
    }

    @Test
    void read_anIdThatIsNotTheFiles_isRefused() {
        assertThatThrownBy(() -> suite(GOOD.replace("id: D01", "id: D02"))).hasMessageContaining("D02");
    }

    @Test
    void read_theGatewayTouchedBesideOthers_isRefused() {
        assertThatThrownBy(() -> suite(GOOD.replace(
                        "  - sell: {amount: \"10.01\"}\n    told: {one: APPROVED}", "  - gateway: {act: kill}")))
                .hasMessageContaining("alone");
    }

    @Test
    void minor_ofAnAmount_isItsCents() {
        assertThat(Scenario.minor("10.5")).isEqualTo(1050);
    }

    private static List<String> ids() {
        java.util.ArrayList<String> ids = new java.util.ArrayList<>();
        for (String section : List.of("A8", "B6", "C14", "D11")) {
            int count = Integer.parseInt(section.substring(1));
            for (int i = 1; i <= count; i++) {
                ids.add(section.charAt(0) + (i < 10 ? "0" : "") + i);
            }
        }
        return ids;
    }

    private Suite suite(String text) throws IOException {
        Files.writeString(folder.resolve("D01.yml"), text);
        return Suite.read(folder);
    }
}
