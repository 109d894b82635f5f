package dev.tidegate.till.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.saf.JournalFolder;
import dev.tidegate.till.cli.StatsReport.Sum;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code tidegate journal stats}: a journal in numbers. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = {
            "Counts a till's journal: records by type, what waits for a result and how much money that is, what the "
                    + "gateway has, and the room on the disk.",
            "Stored money is not captured money: the lines are never to be added up."
        },
        footer = {"", FolderCommand.EXIT_CODES, FolderCommand.EXIT_CODES_2})
final class StatsCommand extends FolderCommand {
    private static final int BAR = 30;

    @Override
    int run(Path at, JournalFolder journal, PrintWriter out) throws IOException {
        StatsReport report = new StatsReport(at, journal);
        if (json()) {
            out.println(json(report).toPrettyString());
        } else {
            text(report, out);
        }
        return report.odd() > 0 || report.records() == 0 ? ODD : DONE;
    }

    private static void text(StatsReport report, PrintWriter out) {
        line(out, "till", report.till() == null ? "none" : report.till());
        line(out, "records", report.records() + ", " + report.first() + " to " + report.last());
        if (report.from() != null && report.to() != null) {
            line(out, "written", Line.TIME.format(report.from()) + " to " + Line.TIME.format(report.to()) + " UTC");
        }
        line(out, "gateway has", report.acknowledged() == 0 ? "nothing" : "up to record " + report.acknowledged());
        line(
                out,
                "on disk",
                report.bytes() + " bytes in " + report.generations() + " generations and " + report.archives()
                        + " archives; " + report.bytesPerRecord() + " bytes a record, " + report.bytesOnDiskPerRecord()
                        + " with its room");
        line(out, "may be let go", report.bytesToLetGo() + " bytes by the next round of the archivist");
        line(out, "bodies let go", Long.toString(report.bodiesGone()));
        line(out, "quarantine", report.quarantined() + " pieces");
        if (report.odd() > 0) {
            line(out, "NOT READ", report.odd() + " places: tidegate journal verify says why");
        }
        out.println("records by type");
        long most = report.types().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        report.types()
                .forEach((type, count) -> out.printf(Locale.ROOT, "  %-12s %9d  %s%n", type, count, "#".repeat((int)
                                Math.max(1, BAR * count / most))));
        out.println("waiting for a final result (never to be added up)");
        if (report.open().isEmpty()) {
            out.println("  nothing");
        }
        report.open()
                .forEach((group, sum) -> out.printf(
                        Locale.ROOT,
                        "  %-34s %6d  %s%n",
                        group.words(),
                        sum.count(),
                        group == StatsReport.Group.REVERSING ? "" : money(sum)));
        OpenPayments.Open oldest = report.oldest();
        if (oldest != null) {
            line(
                    out,
                    "the oldest",
                    "record " + oldest.firstSeq() + " of " + Line.TIME.format(oldest.since()) + " UTC, payment "
                            + oldest.payment().id() + ", " + oldest.payment().state());
        }
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf(Locale.ROOT, "%-14s %s%n", name, value);
    }

    private static String money(Sum sum) {
        return sum.minor().entrySet().stream()
                .map(each -> BigDecimal.valueOf(
                                each.getValue(),
                                Currency.getInstance(each.getKey()).getDefaultFractionDigits())
                        + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode json(StatsReport report) {
        ObjectNode out = RecordJson.JSON.createObjectNode();
        out.put("till", report.till()).put("records", report.records());
        out.put("first", report.first()).put("last", report.last());
        out.put("from", report.from() == null ? null : report.from().toString());
        out.put("to", report.to() == null ? null : report.to().toString());
        out.put("acknowledged", report.acknowledged());
        out.put("bytes", report.bytes()).put("bytes_per_record", report.bytesPerRecord());
        out.put("bytes_on_disk_per_record", report.bytesOnDiskPerRecord());
        out.put("generations", report.generations()).put("archives", report.archives());
        out.put("may_be_let_go_bytes", report.bytesToLetGo()).put("bodies_let_go", report.bodiesGone());
        out.put("quarantine", report.quarantined()).put("not_read", report.odd());
        ObjectNode types = out.putObject("types");
        report.types().forEach((type, count) -> types.put(type.name(), count));
        ObjectNode open = out.putObject("open");
        report.open().forEach((group, sum) -> {
            ObjectNode one =
                    open.putObject(group.name().toLowerCase(Locale.ROOT)).put("count", sum.count());
            ArrayNode sums = one.putArray("sums");
            for (Map.Entry<String, Long> each : sum.minor().entrySet()) {
                sums.addObject().put("value", each.getValue()).put("currency", each.getKey());
            }
        });
        OpenPayments.Open oldest = report.oldest();
        if (oldest != null) {
            ObjectNode one = out.putObject("oldest_open").put("seq", oldest.firstSeq());
            one.put("payment", oldest.payment().id().toString());
            one.put("state", oldest.payment().state().name());
        }
        return out;
    }
}
