package dev.tidegate.certification.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.scenario.Dialect;
import dev.tidegate.certification.scenario.Scenario;
import dev.tidegate.certification.scenario.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a scenario has passed, and what is said of one that has not. */
class JudgeTest {
    private static final String DIALECTS = """
            sections: {D: Timeouts and reversals}
            features: {}
            lacks: {}
            profiles:
              one:
                version: "1987"
                simulator: []
                lacks: {}
                words: {approved: "00"}
                messages:
                  sale: {request: "0200", answer: "0210", fields: {4: "{amount}", 11: present, 12: "{sold}"},
                         answerFields: {11: echo, 39: "{approved}"}}
                  reversal: {request: "0420", answer: "0430", fields: {11: present, 12: same, 90: "0200{sale.11}"}}
            """;
    private static final Instant SOLD = Instant.parse("2026-11-23T09:45:31Z");

    @TempDir
    private Path folder;

    @Test
    void judge_ofWhatWasExpected_holds() throws IOException {
        Judge.Judged judged = judge("flow: [{send: sale}, {hear: sale}]", List.of(sale("000001"), answer("000001")));

        assertThat(judged.held()).as("%s", judged.checks()).isTrue();
    }

    @Test
    void judge_ofAMissingMessage_doesNotHoldYet() throws IOException {
        Judge.Judged judged = judge("flow: [{send: sale}, {hear: sale}]", List.of(sale("000001")));

        assertThat(judged.held()).isFalse();
        assertThat(judged.hopeless()).isFalse();
    }

    @Test
    void judge_ofOneMessageMore_isHopeless() throws IOException {
        assertThat(judge("flow: [{send: sale}]", List.of(sale("000001"), answer("000001")))
                        .hopeless())
                .isTrue();
    }

    @Test
    void judge_ofAnotherType_saysBoth() throws IOException {
        Judge.Judged judged = judge("flow: [{send: reversal}]", List.of(sale("000001")));

        assertThat(broken(judged)).contains("expected=0420 to the host").contains("seen=0200 to the host");
    }

    @Test
    void judge_ofAFieldThatNobodyNamed_doesNotHold() throws IOException {
        Judge.Judged judged = judge("flow: [{send: sale}]", List.of(with(sale("000001"), 35, "****")));

        assertThat(broken(judged)).contains("other fields").contains("[35]");
    }

    @Test
    void judge_ofAnAnswerToAnotherQuestion_doesNotHold() throws IOException {
        Judge.Judged judged = judge("flow: [{send: sale}, {hear: sale}]", List.of(sale("000001"), answer("000009")));

        assertThat(broken(judged)).contains("DE 11").contains("expected=000001");
    }

    @Test
    void judge_ofTheTimeOfSendingForThatOfTheSale_doesNotHold() throws IOException {
        Judge.Judged judged = judge("flow: [{send: sale}]", List.of(with(sale("000001"), 12, "104532")));

        assertThat(broken(judged)).contains("DE 12").contains("expected=104531");
    }

    @Test
    void judge_ofARepeatUnderANewNumber_doesNotHold() throws IOException {
        Frame first = reversal("0420", "000002");
        Judge.Judged judged = judge(
                "flow: [{send: sale}, {send: reversal}, {send: reversal, repeat: true}]",
                List.of(sale("000001"), first, reversal("0421", "000003")));

        assertThat(broken(judged)).contains("DE 11 as before");
    }

    @Test
    void judge_ofARepeatWithoutItsMark_doesNotHold() throws IOException {
        Frame first = reversal("0420", "000002");
        Judge.Judged judged = judge(
                "flow: [{send: sale}, {send: reversal}, {send: reversal, repeat: true}]",
                List.of(sale("000001"), first, first));

        assertThat(broken(judged)).contains("expected=0421");
    }

    @Test
    void judge_ofARepeat_holdsWithAnotherTimeOfSending() throws IOException {
        Judge.Judged judged = judge(
                "flow: [{send: sale}, {send: reversal}, {send: reversal, repeat: true}]",
                List.of(
                        sale("000001"),
                        with(reversal("0420", "000002"), 90, "0200000001"),
                        reversal("0421", "000002")));

        assertThat(judged.held()).as("%s", judged.checks()).isTrue();
    }

    @Test
    void judge_ofABookingMore_namesTheRow() throws IOException {
        Judge.Judged judged = judge("ledger: []", List.of());

        assertThat(judged.held()).isFalse();
        assertThat(broken(judged)).contains("row 1").contains("sale 10.01 live");
    }

    @Test
    void judge_ofAnAnswerThatTookTooLong_doesNotHold() throws IOException {
        Judge.Judged judged = judge("within: {sale: PT1S}", List.of(sale("000001"), late(answer("000001"))));

        assertThat(broken(judged)).contains("comes soon");
    }

    @Test
    void judge_ofMessagesThatAreTooClose_doesNotHold() throws IOException {
        Judge.Judged judged = judge("apart: {sale: PT1H}", List.of(sale("000001"), sale("000002")));

        assertThat(broken(judged)).contains("not too soon");
    }

    private static String broken(Judge.Judged judged) {
        return judged.checks().stream()
                .filter(check -> !check.held())
                .findFirst()
                .map(Check::toString)
                .orElse("");
    }

    private static Frame sale(String stan) {
        return frame(true, "0200", Map.of(4, "000000001001", 11, stan, 12, "104531"));
    }

    private static Frame answer(String stan) {
        return frame(false, "0210", Map.of(11, stan, 39, "00"));
    }

    private static Frame reversal(String mti, String stan) {
        return frame(true, mti, Map.of(11, stan, 12, "104531", 90, "0200000001"));
    }

    private static Frame frame(boolean fromGateway, String mti, Map<Integer, String> fields) {
        return new Frame(1, 0, fromGateway, mti, "", new TreeMap<>(fields));
    }

    private static Frame with(Frame frame, int field, String value) {
        SortedMap<Integer, String> fields = new TreeMap<>(frame.fields());
        fields.put(field, value);
        return new Frame(frame.n(), frame.nanos(), frame.fromGateway(), frame.mti(), frame.hex(), fields);
    }

    private static Frame late(Frame frame) {
        return new Frame(frame.n(), 2_000_000_000L, frame.fromGateway(), frame.mti(), frame.hex(), frame.fields());
    }

    private Judge.Judged judge(String expected, List<Frame> frames) throws IOException {
        Files.writeString(folder.resolve("dialects.yml"), DIALECTS);
        Files.writeString(
                folder.resolve("D01.yml"), "{id: D01, title: One, proves: It., steps: [], expect: {" + expected + "}}");
        Suite suite = Suite.read(folder);
        Scenario scenario = suite.scenarios().getFirst();
        Dialect dialect = Objects.requireNonNull(suite.dialects().get("one"));
        return new Judge(scenario, "one", dialect, 60)
                .judge(new Judge.Seen(
                        "TID00001",
                        true,
                        new ArrayList<>(frames),
                        List.of("sale 10.01 live"),
                        Map.of("sale", 1001L),
                        Map.of("sale", SOLD),
                        Map.of(),
                        Map.of(),
                        Map.of()));
    }
}
