package dev.tidegate.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.demo.Audit.Finding;
import dev.tidegate.demo.Audit.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints an audit: a table for people, or one line of JSON for programs. */
final class Report {
    private Report() {}

    static void table(Audit audit, PrintStream out) {
        out.println();
        out.printf(
                Locale.ROOT,
                "%-14s %12s  %-10s %-7s %-28s %s%n",
                "card",
                "amount",
                "told",
                "voided",
                "at the acquirer",
                "verdict");
        for (Finding f : audit.findings()) {
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
