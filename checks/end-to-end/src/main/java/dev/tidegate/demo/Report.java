package dev.tidegate.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.demo.Audit.Finding;
import dev.tidegate.demo.Audit.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints an audit: a table for people, or one line of JSON for programs. */
final class Report {
    private Report() {}

    static void table(Audit audit, PrintStream out) {
        out.println();
        heading(out);
        for (Finding f : audit.findings()) {
            line(f, out);
        }
        verdict(audit, out);
    }

    /** For a run of hundreds: only what did not hold is told by name, and the sums. */
    static void summary(Audit audit, List<String> kills, Totals totals, PrintStream out) {
        List<Finding> broken = audit.findings().stream()
                .filter(f -> f.verdict() != Verdict.HELD)
                .toList();
        out.println();
        if (!broken.isEmpty()) {
            heading(out);
            broken.forEach(f -> line(f, out));
            out.println();
        }
        out.println("sold " + audit.findings().size() + ", stored " + audit.stored() + ", captured " + audit.captured()
                + ", declined afterwards " + audit.declinedAfterStore() + ", voided " + audit.voided());
        out.println("kills " + kills.size() + ": "
                + kills.stream()
                        .collect(Collectors.groupingBy(kill -> kill, TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", ")));
        out.println("stored " + Money.show(totals.stored()) + " = captured " + Money.show(totals.captured())
                + " + declined " + Money.show(totals.declined()) + " at the acquirer; the till says "
                + Money.show(totals.saysCaptured()) + " + " + Money.show(totals.saysDeclined())
                + (totals.agree() ? "" : " – THESE DIFFER"));
        verdict(audit, out);
    }

    private static void heading(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-14s %12s  %-10s %-7s %-28s %s%n",
                "card",
                "amount",
                "told",
                "voided",
                "at the acquirer",
                "verdict");
    }

    private static void line(Finding f, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-14s %12s  %-10s %-7s %-28s %s%n",
                f.sale().card(),
                Money.show(f.sale().amount()),
                f.sale().told(),
                f.sale().voided() ? "yes" : "",
                f.live() + " live, " + f.declined() + " declined, " + f.reversed() + " rev.",
                f.verdict());
    }

    private static void verdict(Audit audit, PrintStream out) {
        out.println();
        long held = audit.count(Verdict.HELD);
        out.println(held + " passed, " + (audit.findings().size() - held) + " failed");
    }

    static ObjectNode json(Audit audit, List<String> kills, double seconds) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("online", audit.online());
        node.put("stored", audit.stored());
        node.put("captured", audit.captured());
        node.put("declinedAfterStore", audit.declinedAfterStore());
        node.put("voided", audit.voided());
        node.put("duplicates", audit.count(Verdict.DOUBLED));
        node.put("lost", audit.count(Verdict.LOST));
        node.put("invented", audit.count(Verdict.INVENTED));
        ArrayNode died = node.putArray("kills");
        kills.forEach(died::add);
        node.put("seconds", Math.round(seconds * 10) / 10.0);
        ArrayNode sales = node.putArray("payments");
        for (Finding f : audit.findings()) {
            ObjectNode sale = sales.addObject();
            sale.put("id", f.sale().paymentId());
            sale.put("card", f.sale().card());
            sale.put("amount", f.sale().amount());
            sale.put("told", f.sale().told().toString());
            sale.put("voided", f.sale().voided());
            sale.put("live", f.live());
            sale.put("declined", f.declined());
            sale.put("reversed", f.reversed());
            sale.put("verdict", f.verdict().toString());
        }
        return node;
    }
}
