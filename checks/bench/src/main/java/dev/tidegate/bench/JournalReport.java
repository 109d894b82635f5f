package dev.tidegate.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The journal's figures for a person and for a machine.
 *
 * @param bytesCounted how the bytes on the device were counted
 * @param records of the journal that was started on, 0 where none was
 */
record JournalReport(JournalBench.Length length, String bytesCounted, int records, List<DiskFigure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** With the figures of a start on a journal of so many records. */
    JournalReport with(int many, List<DiskFigure> more) {
        return new JournalReport(
                length,
                bytesCounted,
                many,
                Stream.concat(figures.stream(), more.stream()).toList());
    }

    void table(PrintStream out) {
        out.println();
        out.printf("%-52s %10s %-12s %9s %7s  %s%n", "", "median", "", "99 of 100", "ratio", "asked");
        figures.forEach(figure -> out.println(row(figure)));
        out.println();
        out.println("Bytes: " + bytesCounted + ". Ratios of 16 callers: how many times as fast the journal is.");
        if (records > 0) {
            out.println(String.format(Locale.ROOT, "Start and verification: %,d records, page cache warm.", records));
        }
        if (isQuick()) {
            out.println("Quick: a first impression, no figure to quote.");
        }
    }

    /** One object: how it was measured, and each figure with its bar. */
    String json() {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("bench", "journal");
        whole.put("java", System.getProperty("java.runtime.version", ""));
        whole.put("processors", Runtime.getRuntime().availableProcessors());
        whole.put("quick", isQuick());
        whole.put("rounds", length.rounds());
        whole.put("bytesCounted", bytesCounted);
        whole.put("records", records);
        ArrayNode list = whole.putArray("figures");
        figures.forEach(figure -> node(list.addObject(), figure));
        return whole.toPrettyString();
    }

    private boolean isQuick() {
        return length.equals(JournalBench.Length.QUICK);
    }

    static String row(DiskFigure figure) {
        String high = figure.high() == 0 ? "" : String.format(Locale.ROOT, "%,.0f", figure.high());
        String ratio = figure.ratio() == 0 ? "" : String.format(Locale.ROOT, "%.2f×", figure.ratio());
        return String.format(
                        Locale.ROOT,
                        "%-52s %10s %-12s %9s %7s  %s",
                        figure.what(),
                        value(figure),
                        figure.unit(),
                        high,
                        ratio,
                        asked(figure))
                .stripTrailing();
    }

    private static String value(DiskFigure figure) {
        return String.format(Locale.ROOT, figure.unit().equals("s") ? "%.2f" : "%,.0f", figure.value());
    }

    private static String asked(DiskFigure figure) {
        DiskFigure.Bar bar = figure.bar();
        if (bar == null) {
            return "";
        }
        String limit = figure.against().isEmpty()
                ? String.format(Locale.ROOT, "%,.0f", bar.limit())
                : String.format(Locale.ROOT, "%.2f×", bar.limit());
        return (bar.isMost() ? "≤ " : "≥ ") + limit + (Boolean.TRUE.equals(figure.held()) ? " held" : " MISSED");
    }

    static void node(ObjectNode node, DiskFigure figure) {
        node.put("name", figure.name());
        node.put("what", figure.what());
        node.put("unit", figure.unit());
        node.put("value", rounded(figure.value()));
        if (figure.high() > 0) {
            node.put("high", rounded(figure.high()));
        }
        if (figure.ratio() > 0) {
            node.put("against", figure.against());
            node.put("ratio", rounded(figure.ratio()));
        }
        DiskFigure.Bar bar = figure.bar();
        if (bar != null) {
            node.put(bar.isMost() ? "max" : "min", bar.limit());
            node.put("held", figure.held());
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1e3;
    }
}
