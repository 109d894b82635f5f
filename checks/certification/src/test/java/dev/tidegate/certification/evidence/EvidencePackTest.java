package dev.tidegate.certification.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack as it lies in its folder. What it looks like is looked at in a browser. */
final class EvidencePackTest {
    private static final PackFacts FACTS = SampleRuns.facts(SampleRuns.MORNING);
    private static final List<ScenarioRun> RUNS = SampleRuns.few(SampleRuns.MORNING);

    @TempDir
    private Path home;

    private PackKey key;
    private Path pack;

    @BeforeEach
    void makeKey() throws IOException {
        key = PackKey.readOrMake(home.resolve("key/pack.key"));
        pack = home.resolve("pack");
    }

    @Test
    void write_theSameRecords_makesTheSameBytes() throws IOException {
        EvidencePack.write(FACTS, RUNS, pack, key);
        EvidencePack.write(FACTS, RUNS, home.resolve("again"), key);

        for (String name : names(pack)) {
            assertThat(Files.mismatch(pack.resolve(name), home.resolve("again").resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }

    @Test
    void write_aRun_leavesEveryFormOfIt() throws IOException {
        EvidencePack.write(FACTS, RUNS, pack, key);

        assertThat(names(pack))
                .contains(
                        "index.html",
                        "evidence.pdf",
                        "pack.json",
                        "junit.xml",
                        "matrix.csv",
                        "time-fields.json",
                        "manifest.json",
                        "manifest.sig",
                        "scenarios/D03.html",
                        "scenarios/D03.json");
        assertThat(Json.read(Files.readAllBytes(pack.resolve("scenarios/D03.json")), ScenarioRun.class))
                .isEqualTo(SampleRuns.named("D03", SampleRuns.MORNING));
        assertThat(Files.readString(pack.resolve("index.html")))
                .contains("2 of 3 applicable scenarios passed, 1 failed")
                .contains("expected 000032, as in the reversal that it repeats, and saw 000033")
                .contains("the profile has no zone keys");
    }

    @Test
    void pages_everywhere_needNothingFromOutside() throws IOException {
        EvidencePack.write(FACTS, RUNS, pack, key);

        for (String name : names(pack)) {
            if (name.endsWith(".html")) {
                assertThat(Files.readString(pack.resolve(name)))
                        .as(name)
                        .doesNotContain("http:", "https:", "<script", "url(", "@import", "<img");
            }
        }
    }

    @Test
    void pdf_itsText_hasNamesOfThreeScripts() throws IOException {
        List<ScenarioRun> runs =
                List.of(SampleRuns.named("C01", SampleRuns.MORNING), SampleRuns.named("C06", SampleRuns.MORNING));
        EvidencePack.write(FACTS, runs, pack, key);

        try (PDDocument document = Loader.loadPDF(pack.resolve("evidence.pdf").toFile())) {
            String text = new PDFTextStripper().getText(document);

            assertThat(text).contains("Phở Bò Nguyễn Huệ", "Пекарня «Жёлудь»", "0200 Financial request");
        }
    }

    @Test
    void write_withACardNumber_leavesNothing() {
        List<ScenarioRun> runs = new ArrayList<>(RUNS);
        runs.set(1, because(runs.get(1), "saw 4761739001010119"));

        assertThatThrownBy(() -> EvidencePack.write(FACTS, runs, pack, key))
                .isInstanceOf(CardNumberFoundException.class)
                .hasMessageContaining("C01: its head");
        assertThat(pack).doesNotExist();
    }

    @Test
    void write_overAnOlderPack_takesItsFilesAway() throws IOException {
        EvidencePack.write(FACTS, RUNS, pack, key);
        Files.writeString(pack.resolve("notes.txt"), "somebody's");

        EvidencePack.write(FACTS, RUNS.subList(0, 1), pack, key);

        assertThat(names(pack)).contains("notes.txt", "scenarios/A06.html").doesNotContain("scenarios/D03.html");
    }

    @Test
    void signOff_ofTheRun_isOnTheIndexAndInTheManifest() throws IOException {
        EvidencePack.write(FACTS, RUNS, pack, key);

        EvidencePack.signOff(pack, signOff(RecordFiles.digest(FACTS, RUNS)), key);

        assertThat(Files.readString(pack.resolve("index.html")))
                .contains("Signed off", "Nguyễn Văn An, 2026-11-25 09:00 UTC");
        assertThat(Files.readString(pack.resolve("manifest.json"))).contains("\"sign-off.json\"");
        assertThat(PackVerification.of(pack).problems()).isEmpty();
    }

    @Test
    void signOff_ofAnotherRun_isRefused() throws IOException {
        EvidencePack.write(FACTS, RUNS, pack, key);
        Path other = signOff("0".repeat(64));

        assertThatIllegalArgumentException().isThrownBy(() -> EvidencePack.signOff(pack, other, key));
        assertThat(PackVerification.of(pack).problems()).isEmpty();
    }

    private Path signOff(String run) throws IOException {
        return Files.writeString(home.resolve("sign-off.json"), """
                {"run": "%s", "events": [
                  {"n": 1, "at": "2026-11-24T09:00:00Z", "scenario": "C01", "decision": "REJECTED",
                   "reviewer": "Nguyễn Văn An", "note": "the slip has no AID"},
                  {"n": 2, "at": "2026-11-25T09:00:00Z", "scenario": "C01", "decision": "SIGNED",
                   "reviewer": "Nguyễn Văn An", "note": ""}]}
                """.formatted(run));
    }

    private static ScenarioRun because(ScenarioRun run, String because) {
        return new ScenarioRun(
                run.id(),
                run.section(),
                run.title(),
                run.proves(),
                run.verdict(),
                because,
                run.preconditions(),
                run.steps(),
                run.frames(),
                run.checks(),
                run.before(),
                run.after(),
                run.moves(),
                run.slips());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
