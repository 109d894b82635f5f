package dev.tidegate.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;

/** The kernels' figures for a person and for a machine. */
record EmvReport(EmvBench.Length length, List<DiskFigure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    EmvReport {
        figures = List.copyOf(figures);
    }

    void table(PrintStream out) {
        out.println();
        out.printf(
                "%-52s %10s %-12s %9s %7s  %s%n",
                "CPU time of a transaction", "median", "", "99 of 100", "ratio", "asked");
        figures.forEach(figure -> out.println(JournalReport.row(figure)));
        out.println();
        out.println(
                "The kernel's time is without the card's. Ratio: to the bare RSA recoveries of the same transaction.");
        if (isQuick()) {
            out.println("Quick: a first impression, no figure to quote.");
        }
    }

    /** One object: how it was measured, and each figure with its bar. */
    String json() {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("bench", "emv");
        whole.put("clock", "CPU time of the one measuring thread; compiler and collector threads not counted");
        whole.put("java", System.getProperty("java.runtime.version", ""));
        whole.put("processors", Runtime.getRuntime().availableProcessors());
        whole.put("quick", isQuick());
        whole.put("warmUps", length.warmUps());
        whole.put("transactions", length.transactions());
        ArrayNode list = whole.putArray("figures");
        figures.forEach(figure -> JournalReport.node(list.addObject(), figure));
        return whole.toPrettyString();
    }

    private boolean isQuick() {
        return !length.equals(EmvBench.Length.WHOLE);
    }
}
