package dev.tidegate.till.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.till.cli.FolderReport.Bad;
import dev.tidegate.till.cli.FolderReport.Range;
import java.util.List;

/** A report as one object of JSON. */
final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    static String of(FolderReport report) {
        ObjectNode out = JSON.createObjectNode();
        Bad bad = report.bad();
        out.put("verdict", bad == null ? "OK" : bad.code());
        out.put("folder", report.folder().toString());
        out.put("till", report.till() == null ? null : report.till().toString());
        out.put("generations", report.generations());
        out.put("let_go", report.letGo());
        out.put("first", report.first()).put("last", report.last());
        out.put("good", report.good()).put("not_judged", report.behind());
        out.put("epochs", report.epochs());
        out.put("signatures", report.signed()).put("covered", report.covered());
        out.put("unsigned", report.unsigned());
        out.put("anchored", report.anchored()).put("signed_up_to", report.signedUpTo());
        ranges(out.putArray("not_signed_for"), report.uncovered());
        ranges(out.putArray("reported_lost"), report.lost());
        out.put("macs_checked", report.macs());
        FolderReport.Receipt receipt = report.receipt();
        ObjectNode word = out.putObject("receipt");
        word.put("seq", receipt.seq()).put("standing", receipt.standing().name());
        word.put("signature", receipt.signature().name());
        word.put("acknowledged", receipt.acknowledged());
        if (bad != null) {
            ObjectNode first = out.putObject("bad");
            first.put("code", bad.code()).put("seq", bad.seq()).put("expected", bad.expected());
            first.put("file", bad.file() == null ? null : bad.file().toString()).put("offset", bad.offset());
            first.put("means", ReportText.meaning(bad));
        }
        texts(out.putArray("proves"), ReportText.proves(report));
        texts(out.putArray("does_not_prove"), ReportText.doesNotProve(report));
        return out.toPrettyString() + System.lineSeparator();
    }

    private static void ranges(ArrayNode out, List<Range> ranges) {
        ranges.forEach(range -> out.addObject().put("from", range.from()).put("to", range.to()));
    }

    private static void texts(ArrayNode out, List<String> texts) {
        texts.forEach(out::add);
    }
}
