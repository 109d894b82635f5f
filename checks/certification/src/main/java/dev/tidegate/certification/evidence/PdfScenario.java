package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.PdfSheet.Cell;
import dev.tidegate.certification.evidence.PdfSheet.Look;
import dev.tidegate.certification.evidence.PdfSheet.Piece;
import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import dev.tidegate.certification.evidence.ScenarioRun.Standing;
import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/** A scenario in the document: the same as on its page. */
final class PdfScenario {
    /** Frames of which every field is printed; the record has them all. */
    static final int FRAMES_MAX = 24;

    private static final Look TEXT = Look.plain(8.5f);
    private static final Look MONO = TEXT.mono();
    private static final Look HEAD = Look.plain(7.5f).bold().in(PdfSheet.QUIET);
    private static final Color ACCENT = new Color(0x0a5679);
    private static final Color BACK = new Color(0x6b3fa0);
    private static final float ROW = 25;
    private static final float GATEWAY = 105;
    private static final float HOST = 440;

    private final ScenarioRun run;
    private final SignOff signOff;
    private final PdfSheet sheet;
    private final TimeFields times;

    PdfScenario(ScenarioRun run, SignOff signOff, PdfSheet sheet) {
        this.run = run;
        this.signOff = signOff;
        this.sheet = sheet;
        this.times = TimeFields.of(run);
    }

    void draw() {
        head();
        if (!run.preconditions().isEmpty()) {
            title("Arranged before");
            run.preconditions().forEach(each -> sheet.row(List.of(cell(0, PdfSheet.WIDTH, each, TEXT)), 2));
        }
        steps();
        ladder();
        checks();
        frames();
        if (run.verdict() != Verdict.SKIPPED) {
            books();
        }
        moves();
        slips();
    }

    private void head() {
        Color color = PdfPack.color(run.verdict());
        sheet.bookmark(run.id() + " " + run.title());
        sheet.paragraph(Piece.of(run.section(), Look.plain(8.5f).in(PdfSheet.QUIET)));
        sheet.paragraph(Piece.of(run.id() + " " + run.title(), Look.plain(15).bold()));
        sheet.down(2);
        sheet.paragraph(piece(run.proves(), Look.plain(9).in(PdfSheet.QUIET)));
        sheet.down(6);
        float top = sheet.y();
        sheet.row(
                List.of(cell(
                        12,
                        PdfSheet.WIDTH - 12,
                        MessageWords.verdict(run.verdict()),
                        Look.plain(11).bold().in(color))),
                0);
        String because = run.because().isEmpty()
                ? run.checks().size() + " checks held, " + run.frames().size() + " messages."
                : run.because();
        sheet.row(List.of(cell(12, PdfSheet.WIDTH - 12, because, Look.plain(9))), 0);
        signOff.of(run.id()).ifPresent(event -> {
            String word = event.decision() == SignOff.Decision.SIGNED ? "Signed off by " : "Rejected by ";
            String said = word + event.reviewer() + ", " + IndexPage.MINUTE.format(event.at())
                    + (event.note().isEmpty() ? "" : ": " + event.note());
            sheet.row(List.of(cell(12, PdfSheet.WIDTH - 12, said, Look.plain(9))), 0);
        });
        sheet.fill(PdfSheet.LEFT, top, 4, sheet.y() - top, color);
        sheet.down(4);
    }

    private void title(String title) {
        sheet.down(10);
        sheet.need(70);
        sheet.paragraph(Piece.of(title, Look.plain(11).bold()));
        sheet.down(3);
    }

    private Piece piece(String text, Look look) {
        return new Piece(text, look, times.in(text));
    }

    private Cell cell(float x, float width, String text, Look look) {
        return new Cell(x, width, piece(text, look));
    }

    private static Cell timed(float x, float width, String text, Look look, boolean isTime, TimeFields times) {
        return new Cell(x, width, isTime ? Piece.time(text, look) : new Piece(text, look, times.in(text)));
    }

    private void header(float[] columns, String... names) {
        sheet.row(
                IntStream.range(0, names.length)
                        .mapToObj(i -> new Cell(columns[i], PdfSheet.WIDTH - columns[i], Piece.of(names[i], HEAD)))
                        .toList(),
                1);
        rule();
    }

    private void rule() {
        float at = sheet.y();
        sheet.line(PdfSheet.LEFT, at, PdfSheet.LEFT + PdfSheet.WIDTH, at, PdfSheet.LINE, 0.5f, false);
        sheet.down(2.5f);
    }

    private void steps() {
        if (run.steps().isEmpty()) {
            return;
        }
        title("Steps");
        header(new float[] {0, 18, 72, 330}, "", "Who", "What happened", "The cashier sees");
        for (ScenarioRun.StepSeen step : run.steps()) {
            sheet.row(
                    List.of(
                            cell(0, 16, "" + step.number(), TEXT.bold()),
                            cell(18, 50, step.who(), TEXT.in(PdfSheet.QUIET)),
                            cell(72, 250, step.what(), TEXT),
                            cell(330, PdfSheet.WIDTH - 330, step.display(), TEXT)),
                    2);
            rule();
        }
    }

    private void ladder() {
        if (run.frames().isEmpty()) {
            return;
        }
        title("On the line");
        sheet.need(22 + 2 * ROW);
        lanes();
        for (FrameSeen frame : run.frames().stream().limit(Ladder.FRAMES_MAX).toList()) {
            if (!sheet.fits(ROW)) {
                sheet.newPage();
                lanes();
            }
            arrow(frame);
        }
        elided(Ladder.FRAMES_MAX);
    }

    private void lanes() {
        lane("Gateway", GATEWAY);
        lane("Host", HOST);
        sheet.down(17);
    }

    private void lane(String name, float x) {
        Look look = Look.plain(9).bold();
        sheet.draw(PdfSheet.LEFT + x - sheet.width(name, look) / 2, sheet.y(), Piece.of(name, look));
    }

    private void arrow(FrameSeen frame) {
        float top = sheet.y();
        for (float x : new float[] {GATEWAY, HOST}) {
            sheet.line(PdfSheet.LEFT + x, top, PdfSheet.LEFT + x, top + ROW, PdfSheet.LINE, 1.5f, false);
        }
        String look = Ladder.look(frame.mti());
        Color color = look.startsWith("odd") ? PdfPack.BAD : look.startsWith("back") ? BACK : ACCENT;
        float y = top + 17;
        float from = PdfSheet.LEFT + (frame.fromGateway() ? GATEWAY : HOST);
        float to = PdfSheet.LEFT + (frame.fromGateway() ? HOST : GATEWAY);
        float back = frame.fromGateway() ? -6 : 6;
        sheet.line(from, y, to + back, y, color, 1.3f, look.endsWith("again"));
        sheet.polygon(color, to, y, to + back, y - 3.5f, to + back, y + 3.5f);
        Look small = Look.plain(7.5f).in(PdfSheet.QUIET);
        sheet.draw(PdfSheet.LEFT, y - 5, Piece.of("" + frame.number(), small));
        String since = MessageWords.since(frame.micros());
        sheet.draw(PdfSheet.LEFT + GATEWAY - 10 - sheet.width(since, small), y - 5, Piece.time(since, small));
        String label = Ladder.label(frame);
        float middle = PdfSheet.LEFT + (GATEWAY + HOST) / 2;
        sheet.draw(middle - sheet.width(label, TEXT) / 2, y - 12.5f, piece(label, TEXT));
        sheet.down(ROW);
    }

    private void elided(int most) {
        if (run.frames().size() > most) {
            String says = "The first " + most + " of " + run.frames().size() + " messages; the record has them all.";
            sheet.paragraph(Piece.of(says, TEXT.in(PdfSheet.QUIET)));
        }
    }

    private void checks() {
        if (run.checks().isEmpty()) {
            return;
        }
        title("Expected and seen");
        header(new float[] {0, 42, 200, 355}, "", "About", "Expected", "Seen");
        for (Check check : run.checks()) {
            Color color = check.held() ? PdfPack.GOOD : PdfPack.BAD;
            sheet.row(
                    List.of(
                            new Cell(
                                    0,
                                    40,
                                    Piece.of(
                                            check.held() ? "held" : "FAILED",
                                            TEXT.bold().in(color))),
                            cell(42, 152, check.about(), TEXT),
                            timed(200, 148, check.expected(), MONO, check.isTime(), times),
                            timed(355, PdfSheet.WIDTH - 355, check.seen(), MONO, check.isTime(), times)),
                    2);
            rule();
        }
    }

    private void frames() {
        if (run.frames().isEmpty()) {
            return;
        }
        title("Messages, field by field");
        run.frames().stream().limit(FRAMES_MAX).forEach(this::frame);
        elided(FRAMES_MAX);
    }

    private void frame(FrameSeen frame) {
        sheet.need(60);
        Look bold = Look.plain(9).bold();
        String name = frame.number() + ". " + frame.mti() + " " + MessageWords.of(frame.mti());
        float top = sheet.y();
        float after = PdfSheet.LEFT + sheet.width(name, bold) + 8;
        sheet.paragraph(piece(name, bold));
        Look small = Look.plain(7.5f).in(PdfSheet.QUIET);
        String way = (frame.fromGateway() ? "gateway to host, " : "host to gateway, ");
        sheet.draw(after, top + 1.5f, Piece.of(way, small));
        sheet.draw(after + sheet.width(way, small), top + 1.5f, Piece.time(MessageWords.since(frame.micros()), small));
        sheet.down(2);
        for (FieldSeen field : frame.fields()) {
            sheet.row(
                    List.of(
                            cell(0, 22, "" + field.number(), TEXT.bold()),
                            cell(26, 150, field.name(), TEXT.in(PdfSheet.QUIET)),
                            timed(184, PdfSheet.WIDTH - 184, ChipWords.of(field), MONO, field.isTime(), times)),
                    1);
        }
        sheet.down(3);
        Look hex = Look.plain(7.5f).mono();
        for (HexRows.Row row : HexRows.of(frame.hex(), TimeFields.inHex(frame))) {
            sheet.row(
                    List.of(
                            new Cell(0, 24, Piece.of(row.offset(), hex.in(PdfSheet.QUIET))),
                            new Cell(30, PdfSheet.WIDTH - 30, new Piece(row.text(), hex, row.spans()))),
                    0);
        }
        sheet.down(9);
    }

    private void books() {
        title("The acquirer’s books");
        header(new float[] {0, 130, 320}, "", "Before", "After");
        Standing before = run.before();
        Standing after = run.after();
        standing("Sales", sum(before.sales(), before.salesAmount()), sum(after.sales(), after.salesAmount()));
        standing("Refunds", sum(before.refunds(), before.refundsAmount()), sum(after.refunds(), after.refundsAmount()));
        standing("Reversed", "" + before.reversed(), "" + after.reversed());
        for (int i = 0; i < Math.max(before.rows().size(), after.rows().size()); i++) {
            sheet.row(
                    List.of(
                            cell(
                                    130,
                                    180,
                                    i < before.rows().size() ? before.rows().get(i) : "",
                                    MONO),
                            cell(
                                    320,
                                    PdfSheet.WIDTH - 320,
                                    i < after.rows().size() ? after.rows().get(i) : "",
                                    MONO)),
                    2);
        }
    }

    private static String sum(int count, long amount) {
        return count + " · " + MessageWords.money(amount);
    }

    private void standing(String name, String before, String after) {
        sheet.row(
                List.of(
                        cell(0, 120, name, TEXT.bold()),
                        cell(130, 180, before, TEXT),
                        cell(320, PdfSheet.WIDTH - 320, after, TEXT)),
                2);
        rule();
    }

    private void moves() {
        if (run.moves().isEmpty()) {
            return;
        }
        title("States of the payment");
        header(new float[] {0, 160, 262, 364, 462}, "Payment", "From", "To", "Why", "After");
        Look id = Look.plain(7).mono();
        for (ScenarioRun.Move move : run.moves()) {
            sheet.row(
                    List.of(
                            cell(0, 156, move.payment(), id),
                            cell(160, 98, move.from(), id),
                            cell(262, 98, move.to(), id),
                            cell(364, 92, move.why(), Look.plain(7.5f)),
                            new Cell(462, 50, Piece.time(MessageWords.since(move.micros()), Look.plain(7.5f)))),
                    2);
            rule();
        }
    }

    private void slips() {
        if (run.slips().isEmpty()) {
            return;
        }
        title("Slips");
        for (ScenarioRun.Slip slip : run.slips()) {
            sheet.need(40);
            sheet.row(List.of(cell(0, 200, slip.copy(), HEAD)), 3);
            for (String line : slip.lines()) {
                sheet.row(
                        List.of(cell(
                                10,
                                PdfSheet.WIDTH - 10,
                                line.isEmpty() ? " " : line,
                                Look.plain(8).mono())),
                        0);
            }
            sheet.down(10);
        }
    }
}
