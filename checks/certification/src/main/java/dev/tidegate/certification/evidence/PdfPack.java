package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.PdfSheet.Cell;
import dev.tidegate.certification.evidence.PdfSheet.Look;
import dev.tidegate.certification.evidence.PdfSheet.Piece;
import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The whole pack as one document: what was certified, the verdicts, then each scenario on pages of its own. */
final class PdfPack {
    static final String NAME = "evidence.pdf";
    static final Color GOOD = new Color(0x0a6233);
    static final Color BAD = new Color(0xa3161f);
    static final Color SKIP = new Color(0x5a4a00);

    private final PackFacts facts;
    private final List<ScenarioRun> runs;
    private final SignOff signOff;
    private final PdfSheet sheet;

    private PdfPack(PackFacts facts, List<ScenarioRun> runs, SignOff signOff, PdfSheet sheet) {
        this.facts = facts;
        this.runs = runs;
        this.signOff = signOff;
        this.sheet = sheet;
    }

    /**
     * The document.
     *
     * @param texts time fields as they were drawn, in order
     * @param figuresFrom the first page of section H, whose figures differ; 0 where it has none
     */
    record Drawn(PackFile file, List<PdfSheet.TimeText> texts, int figuresFrom) {}

    static Drawn of(PackFacts facts, List<ScenarioRun> runs, SignOff signOff, String run) {
        String title = "Certification evidence: " + facts.profile();
        try (PdfSheet sheet = new PdfSheet(title + ", " + facts.product())) {
            PdfPack pack = new PdfPack(facts, runs, signOff, sheet);
            pack.head(run);
            pack.matrix();
            int figuresFrom = 0;
            for (ScenarioRun each : runs) {
                sheet.newPage();
                if (figuresFrom == 0 && TimeFields.isFigures(each)) {
                    figuresFrom = sheet.pages();
                }
                new PdfScenario(each, signOff, sheet).draw();
            }
            byte[] bytes = sheet.save(title, facts.startedAt());
            return new Drawn(new PackFile(NAME, "", bytes, sheet.spoken(), List.of()), sheet.times(), figuresFrom);
        }
    }

    static Color color(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> GOOD;
            case FAILED -> BAD;
            case SKIPPED -> SKIP;
        };
    }

    private void head(String run) {
        Tally all = Tally.of(runs, signOff);
        sheet.bookmark("Verdict");
        sheet.paragraph(Piece.of("Certification evidence", Look.plain(9).in(PdfSheet.QUIET)));
        sheet.paragraph(Piece.of(facts.profile(), Look.plain(22).bold()));
        sheet.down(10);
        Color color = color(all.verdict());
        sheet.fill(PdfSheet.LEFT, sheet.y(), 4, 34, color);
        sheet.draw(
                PdfSheet.LEFT + 14,
                sheet.y(),
                Piece.of(all.word(), Look.plain(13).bold().in(color)));
        sheet.draw(PdfSheet.LEFT + 14, sheet.y() + 19, Piece.of(all.sentence(), Look.plain(10)));
        sheet.down(50);
        fact("Product", Piece.of(facts.product(), Look.plain(9)));
        fact("Commit", Piece.of(facts.commit(), Look.plain(9).mono()));
        fact("Host", Piece.of(facts.host(), Look.plain(9)));
        fact("Zone of the terminals", Piece.of(facts.zone(), Look.plain(9)));
        fact("Timers divided by", Piece.of("" + facts.timeScale(), Look.plain(9)));
        fact("Begun", Piece.time(IndexPage.MINUTE.format(facts.startedAt()), Look.plain(9)));
        fact("Reviewed", Piece.of(all.reviewed(), Look.plain(9)));
        fact("Profile, SHA-256", Piece.of(facts.profileDigest(), Look.plain(8).mono()));
        fact("Records, SHA-256", Piece.time(run, Look.plain(8).mono()));
        sheet.down(14);
    }

    private void fact(String name, Piece value) {
        sheet.row(
                List.of(
                        new Cell(0, 130, Piece.of(name, Look.plain(9).in(PdfSheet.QUIET))),
                        new Cell(138, PdfSheet.WIDTH - 138, value)),
                3);
    }

    private void matrix() {
        Map<String, List<ScenarioRun>> sections = runs.stream()
                .collect(Collectors.groupingBy(ScenarioRun::section, LinkedHashMap::new, Collectors.toList()));
        sections.forEach((section, scenarios) -> {
            Tally tally = Tally.of(scenarios, signOff);
            sheet.need(60);
            sheet.row(
                    List.of(
                            new Cell(0, 330, Piece.of(section, Look.plain(11).bold())),
                            new Cell(
                                    350,
                                    PdfSheet.WIDTH - 350,
                                    Piece.of(
                                            tally.passed() + " passed, " + tally.failed() + " failed, "
                                                    + tally.skipped() + " not applicable",
                                            Look.plain(8.5f).in(PdfSheet.QUIET)))),
                    4);
            scenarios.forEach(this::row);
            sheet.down(12);
        });
    }

    private void row(ScenarioRun run) {
        TimeFields times = TimeFields.of(run);
        sheet.need(30);
        float top = sheet.y();
        sheet.line(PdfSheet.LEFT, top, PdfSheet.LEFT + PdfSheet.WIDTH, top, PdfSheet.LINE, 0.5f, false);
        sheet.down(3);
        String review = signOff.of(run.id())
                .map(event -> (event.decision() == SignOff.Decision.SIGNED ? "Signed off by " : "Rejected by ")
                        + event.reviewer() + ", " + IndexPage.MINUTE.format(event.at()))
                .orElse("");
        Look look = Look.plain(9);
        sheet.row(
                List.of(
                        new Cell(0, 34, Piece.of(run.id(), look.bold())),
                        new Cell(36, 270, new Piece(run.title(), look, times.in(run.title()))),
                        new Cell(
                                316,
                                76,
                                Piece.of(
                                        MessageWords.verdict(run.verdict()),
                                        look.bold().in(color(run.verdict())))),
                        new Cell(
                                398,
                                PdfSheet.WIDTH - 398,
                                Piece.of(review, Look.plain(8).in(PdfSheet.QUIET)))),
                2);
        if (!run.because().isEmpty()) {
            Color color = run.verdict() == Verdict.FAILED ? BAD : PdfSheet.QUIET;
            Piece because = new Piece(run.because(), Look.plain(8).in(color), times.in(run.because()));
            sheet.row(List.of(new Cell(36, PdfSheet.WIDTH - 36, because)), 3);
        }
    }
}
