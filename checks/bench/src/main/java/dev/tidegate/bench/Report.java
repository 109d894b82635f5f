package dev.tidegate.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Figures for a person and for a machine. */
record Report(String name, Measurement measurement, List<Figure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    void table(PrintStream out) {
        out.println();
        out.printf("%-58s %12s %10s %8s  %s%n", "one thread, its CPU time", "a second", "µs each", "ratio", "asked");
        for (Figure figure : figures) {
            out.println(row(figure));
        }
        out.println();
    }

    /** One object: how it was measured, and each figure with its bar. */
    String json() {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("bench", name);
        whole.put("clock", "CPU time of the one measuring thread; compiler and collector threads not counted");
        whole.put("java", System.getProperty("java.runtime.version", ""));
        whole.put("processors", Runtime.getRuntime().availableProcessors());
        whole.put("forks", measurement.forks());
        whole.put("warmUpSeconds", measurement.warmUps());
        whole.put("measuredSeconds", measurement.rounds());
        ArrayNode list = whole.putArray("figures");
        figures.forEach(figure -> node(list.addObject(), figure));
        return whole.toPrettyString();
    }

    private static String row(Figure figure) {
        Line line = figure.line();
        String ratio = figure.times() == 0 ? "" : String.format(Locale.ROOT, "%.2f×", figure.times());
        return String.format(
                        Locale.ROOT,
                        "%-58s %,12.0f %10.2f %8s  %s",
                        line.what(),
                        figure.rate(),
                        figure.micros(),
                        ratio,
                        asked(figure))
                .stripTrailing();
    }

    private static String asked(Figure figure) {
        Line.Bar bar = figure.line().bar();
        if (bar == null) {
            return "";
        }
        String rate = bar.rateMin() == 0 ? "" : String.format(Locale.ROOT, "≥ %,.0f/s ", bar.rateMin());
        String times = bar.timesMax() == 0 ? "" : String.format(Locale.ROOT, "≤ %.1f× ", bar.timesMax());
        return rate + times + (Boolean.TRUE.equals(figure.held()) ? "held" : "MISSED");
    }

    private static void node(ObjectNode node, Figure figure) {
        Line line = figure.line();
        node.put("benchmark", line.benchmark());
        node.put("what", line.what());
        node.put("perCpuSecond", Math.round(figure.rate()));
        node.put("micros", Math.round(figure.micros() * 1_000) / 1e3);
        if (figure.times() > 0) {
            node.put("against", line.against());
            node.put("ratio", Math.round(figure.times() * 1_000) / 1e3);
        }
        Line.Bar bar = line.bar();
        if (bar != null) {
            node.put("perCpuSecondMin", bar.rateMin());
            node.put("ratioMax", bar.timesMax());
            node.put("held", figure.held());
        }
    }
}
