package dev.tidegate.certification.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of one gateway differ in their times alone; the pack says where those are. */
final class PackComparisonTest {
    @TempDir
    private Path home;

    private Path morning;

    @BeforeEach
    void writeTheFirst() throws IOException {
        morning = home.resolve("morning");
        EvidencePack.write(SampleRuns.facts(SampleRuns.MORNING), SampleRuns.few(SampleRuns.MORNING), morning, key());
    }

    @Test
    void packs_ofTwoRuns_areEqualButForTheirTimes() throws IOException {
        Path evening = evening(run -> run);

        assertThat(PackComparison.differences(morning, evening)).isEmpty();
    }

    @Test
    void packs_withAnotherTraceNumber_differInTheFileThatIsNamed() throws IOException {
        Path evening = evening(run -> run.id().equals("C01") ? withAnotherStan(run) : run);

        assertThat(PackComparison.differences(morning, evening).getFirst())
                .contains("evidence.pdf differs")
                .contains("000077");
    }

    @Test
    void packs_withAnotherVerdict_differ() throws IOException {
        Path evening = evening(run -> run.id().equals("D03") ? passed(run) : run);

        assertThat(PackComparison.differences(morning, evening)).isNotEmpty();
    }

    @Test
    void packs_withAnotherScenario_differ() throws IOException {
        Path evening = home.resolve("evening");
        EvidencePack.write(
                SampleRuns.facts(SampleRuns.EVENING),
                SampleRuns.few(SampleRuns.EVENING).subList(0, 2),
                evening,
                key());

        assertThat(PackComparison.differences(morning, evening)).contains("scenarios/D03.html is in one pack only.");
    }

    private Path evening(UnaryOperator<ScenarioRun> change) throws IOException {
        Path evening = home.resolve("evening");
        List<ScenarioRun> runs =
                SampleRuns.few(SampleRuns.EVENING).stream().map(change).toList();
        EvidencePack.write(SampleRuns.facts(SampleRuns.EVENING), runs, evening, key());
        return evening;
    }

    private PackKey key() throws IOException {
        return PackKey.readOrMake(home.resolve("pack.key"));
    }

    private static ScenarioRun withAnotherStan(ScenarioRun run) {
        List<FrameSeen> frames = new ArrayList<>(run.frames());
        FrameSeen first = frames.getFirst();
        List<FieldSeen> fields = first.fields().stream()
                .map(field -> field.number() == 11 ? new FieldSeen(11, field.name(), "000077", false) : field)
                .toList();
        frames.set(0, new FrameSeen(1, first.micros(), true, first.mti(), first.hex(), fields));
        return with(run, run.verdict(), frames);
    }

    private static ScenarioRun passed(ScenarioRun run) {
        return with(run, ScenarioRun.Verdict.PASSED, run.frames());
    }

    private static ScenarioRun with(ScenarioRun run, ScenarioRun.Verdict verdict, List<FrameSeen> frames) {
        return new ScenarioRun(
                run.id(),
                run.section(),
                run.title(),
                run.proves(),
                verdict,
                run.because(),
                run.preconditions(),
                run.steps(),
                frames,
                run.checks(),
                run.before(),
                run.after(),
                run.moves(),
                run.slips());
    }
}
