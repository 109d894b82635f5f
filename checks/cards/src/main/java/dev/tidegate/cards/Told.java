package dev.tidegate.cards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/** An ending, for a person and for a machine. */
final class Told {
    private static final int WIDTH = 21;

    private Told() {}

    static void text(PrintWriter out, Ending ending) {
        line(out, "outcome", ending.outcome());
        ending.facts().forEach((name, value) -> line(out, name, value));
    }

    static void line(PrintWriter out, String name, String value) {
        out.println(String.format(Locale.ROOT, "%-" + WIDTH + "s%s", name, value));
    }

    static void json(ObjectNode node, Ending ending) {
        node.put("outcome", ending.outcome());
        ending.facts().forEach(node::put);
    }
}
