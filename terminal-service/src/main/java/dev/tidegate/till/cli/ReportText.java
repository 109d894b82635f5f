package dev.tidegate.till.cli;

import dev.tidegate.crypto.ChainVerifier.Standing;
import dev.tidegate.till.cli.FolderReport.Bad;
import dev.tidegate.till.cli.FolderReport.Range;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report in words. */
final class ReportText {
    private ReportText() {}

    static String of(FolderReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict(report));
        Bad bad = report.bad();
        if (bad != null) {
            lines.add("  " + place(bad));
            lines.add("  " + meaning(bad));
            if (report.behind() > 0) {
                lines.add("  " + report.behind() + " behind it were not judged");
            }
        }
        lines.add("till        " + (report.till() == null ? "none" : report.till()));
        lines.add("records     " + report.good() + " good, " + report.first() + " to " + report.last() + ", in "
                + report.generations() + " generations, " + report.epochs() + " starts of the till");
        if (report.letGo() > 0) {
            lines.add(
                    "let go      up to record " + report.letGo() + ", when their time was over: they are not missing");
        }
        lines.add(
                "lost        " + (report.lost().isEmpty() ? "none reported" : "the till reports " + of(report.lost())));
        lines.add("signatures  " + report.signed() + " good"
                + (report.covered() == 0 ? "" : ", " + report.covered() + " of them under a later one")
                + (report.anchored() ? "" : ", signer not anchored: no --authority")
                + (report.unsigned() == 0 ? "" : "; " + report.unsigned() + " checkpoints without one"));
        lines.add("unsigned    " + (report.uncovered().isEmpty() ? "none" : of(report.uncovered())));
        lines.add("receipt     " + receipt(report));
        lines.add("MACs        " + (report.keyGiven() ? report.macs() + " checked" : "not checked: no key given"));
        lines.add("This proves:");
        proves(report).forEach(one -> lines.add("  + " + one));
        lines.add("This does not prove:");
        doesNotProve(report).forEach(one -> lines.add("  - " + one));
        return lines.stream().collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }

    private static String verdict(FolderReport report) {
        Bad bad = report.bad();
        return bad == null ? "GOOD" : "BAD: " + bad.code();
    }

    static String place(Bad bad) {
        Path file = bad.file();
        String expected = bad.expected() == 0 ? "" : ", where record " + bad.expected() + " should be";
        if (file == null) {
            return "record " + bad.seq() + expected;
        }
        Path above = file.getParent();
        String generation = above == null ? file.toString() : above.getFileName() + "/" + file.getFileName();
        String record = bad.seq() == 0 ? "what" : "record " + bad.seq();
        return record + " at byte " + bad.offset() + " of " + generation + expected;
    }

    static String meaning(Bad bad) {
        return switch (bad.code()) {
            case "TORN" ->
                "a record begins here and is not whole, or its checksum is wrong: a process that died, a "
                        + "damaged disk, or a changed byte; the till has not reported it";
            case "UNREADABLE" -> "the file cannot be read here";
            case "GAP" -> "records are missing here, and the till has not reported them";
            case "DUPLICATE" -> "this record was there already";
            case "FORK" -> "another record has this number";
            case "CHAIN_BROKEN" ->
                "this record is linked to another one than the record before it: that one, or its "
                        + "link, was changed";
            case "EPOCH_BROKEN" -> "this record is of another start of the till than the one before it";
            case "BAD_MAC" -> "the holder of the chain key did not make this record";
            case "BAD_SIGNATURE" -> "the till's key did not sign the record before this one";
            case "FOREIGN_CERTIFICATE" -> "signed with a certificate that is not this till's under this authority";
            case "UNKNOWN_TILL" -> "this record is another till's";
            case "TRUNCATED" ->
                "the gateway has signed for this record, and the journal ends before it: its end was "
                        + "cut off, or the folder is older than its cursor";
            case "RECEIPT_MISMATCH" -> "the gateway has signed for another record of this number";
            case "BAD_RECEIPT" -> "the receipt in the cursor is not signed by the gateway's signer for this till";
            default -> "these bytes are not a record of version 1";
        };
    }

    static List<String> proves(FolderReport report) {
        List<String> out = new ArrayList<>();
        if (report.good() == 0) {
            out.add("nothing: there is no good record");
            return out;
        }
        out.add("records " + report.first() + " to " + report.last()
                + " follow each other by number and link: no change by accident");
        if (report.signed() > 0) {
            String who = report.anchored() ? "till " + report.till() : "the holder of one or more unknown keys";
            List<Range> holes = report.uncovered().stream()
                    .filter(range -> range.to() < report.signedUpTo())
                    .toList();
            out.add("up to record " + report.signedUpTo() + " no bit was flipped outside the MACs and no record "
                    + "inserted, removed or swapped since " + who + " signed"
                    + (holes.isEmpty() ? "" : ", except in " + of(holes)));
        }
        if (report.receipt().standing() == Standing.HELD) {
            out.add("the end was not cut off below record " + report.receipt().seq()
                    + (report.anchored() ? "" : ", if the unknown key under the receipt is the gateway's"));
        }
        if (report.macs() > 0) {
            out.add(report.macs() + " records were made by who held the chain key of their moment");
        }
        return out;
    }

    static List<String> doesNotProve(FolderReport report) {
        List<String> out = new ArrayList<>();
        if (report.first() > 1) {
            out.add("anything of the records before " + report.first()
                    + (report.letGo() == report.first() - 1
                            ? ": they were let go, says an unsigned note"
                            : ": they are not in this folder"));
        }
        if (report.signed() == 0) {
            out.add("that nobody has rewritten the journal with all its links: no signature stands for it");
        } else if (!report.uncovered().isEmpty()) {
            out.add("that records " + of(report.uncovered()) + " were not rewritten with their links: no "
                    + "signature stands for them");
        }
        out.add(
                report.receipt().standing() == Standing.HELD
                        ? "that nothing was written after record "
                                + report.receipt().seq() + " and cut off"
                        : "that the end was not cut off: no receipt of the gateway stands for a record here");
        if (!report.anchored()) {
            out.add("whose keys signed: give --authority");
        }
        if (report.macs() == 0) {
            out.add("that the MACs are whole: no link covers them");
        }
        if (report.macs() < report.good()) {
            out.add("who made "
                    + (report.macs() == 0
                            ? "the records"
                            : "the " + (report.good() - report.macs()) + " records whose MAC was not checked")
                    + ": only who holds the chain key can check MACs");
        }
        out.add("anything about a till whose keys were stolen, nor what the sealed bodies hold");
        return out;
    }

    private static String receipt(FolderReport report) {
        FolderReport.Receipt receipt = report.receipt();
        String acknowledged = "; the cursor says, unsigned, that the gateway has " + receipt.acknowledged();
        return switch (receipt.standing()) {
                    case NONE -> "none";
                    case HELD -> "for record " + receipt.seq() + ", which is here";
                    case OLDER -> "for record " + receipt.seq() + ", before this folder's first";
                    case LOST -> "for record " + receipt.seq() + ", which the till has reported as lost";
                    case TRUNCATED -> "for record " + receipt.seq() + ", which is not here";
                    case RECEIPT_MISMATCH -> "for another record " + receipt.seq() + " than the one here";
                    case BAD_RECEIPT -> "with a bad signature";
                }
                + acknowledged;
    }

    private static String of(List<Range> ranges) {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
