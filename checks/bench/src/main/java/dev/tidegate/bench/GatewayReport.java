package dev.tidegate.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;

/** The gateway's figures for a person and for a machine. */
record GatewayReport(boolean quick, List<DiskFigure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    GatewayReport {
        figures = List.copyOf(figures);
    }

    void table(PrintStream out) {
        out.println();
        out.printf("%-52s %10s %-12s %9s %7s  %s%n", "", "median", "", "99 of 100", "ratio", "asked");
        figures.forEach(figure -> out.println(JournalReport.row(figure)));
        out.println();
        out.println("CPU: of the process, without the host's threads; jPOS with the same message, host and callers.");
        if (quick) {
            out.println("Quick: a first impression, no figure to quote.");
        }
    }

    /** One object: how it was measured, and each figure with its bar. */
    String json() {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("bench", "gateway");
        whole.put("clock", "CPU time of the process without the host's threads");
        whole.put("java", System.getProperty("java.runtime.version", ""));
        whole.put("processors", Runtime.getRuntime().availableProcessors());
        whole.put("quick", quick);
        ArrayNode list = whole.putArray("figures");
        figures.forEach(figure -> JournalReport.node(list.addObject(), figure));
        return whole.toPrettyString();
    }
}
