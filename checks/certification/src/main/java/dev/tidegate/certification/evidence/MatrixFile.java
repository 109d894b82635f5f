package dev.tidegate.certification.evidence;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A row for each scenario, as spreadsheets read it (RFC 4180). */
final class MatrixFile {
    static final String NAME = "matrix.csv";

    private static final List<String> HEAD = List.of(
            "id",
            "section",
            "title",
            "verdict",
            "because",
            "checks",
            "checks_held",
            "frames",
            "reviewer_decision",
            "reviewer",
            "reviewed_at",
            "note");

    private MatrixFile() {}

    static PackFile of(List<ScenarioRun> runs, SignOff signOff) {
        Marked text = new Marked().add(line(HEAD));
        for (ScenarioRun run : runs) {
            String line = line(row(run, signOff));
            text.add(line, TimeFields.of(run).in(line), String::toString);
        }
        return PackFile.of(NAME, "", text);
    }

    private static List<String> row(ScenarioRun run, SignOff signOff) {
        List<String> reviewed = signOff.of(run.id())
                .map(event -> List.of(
                        event.decision().name(), event.reviewer(), event.at().toString(), event.note()))
                .orElse(List.of("", "", "", ""));
        return List.of(
                run.id(),
                run.section(),
                run.title(),
                run.verdict().name(),
                run.because(),
                "" + run.checks().size(),
                "" + run.checks().stream().filter(ScenarioRun.Check::held).count(),
                "" + run.frames().size(),
                reviewed.get(0),
                reviewed.get(1),
                reviewed.get(2),
                reviewed.get(3));
    }

    // A spreadsheet takes what begins so for a formula.
    private static String cell(String text) {
        return text.matches("[=+\\-@\\t\\r].*") ? "'" + text : text;
    }

    private static String line(List<String> cells) {
        StringWriter line = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(line)) {
            csv.writeRecord(cells.stream().map(MatrixFile::cell).toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException("a line in memory cannot be written", impossible);
        }
        return line.toString();
    }
}
