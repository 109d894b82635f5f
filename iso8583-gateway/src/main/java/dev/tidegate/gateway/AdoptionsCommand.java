package dev.tidegate.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.gateway.adopt.AdoptionRegister;
import dev.tidegate.gateway.store.AdoptionRow;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code adoptions --home DIR}: who may bring whose journal, and how far that has come. */
final class AdoptionsCommand extends RegisterCommand {
    private static final String LINE = "%-36s  %-8s  %-36s  %-36s  %-20s  %s";

    AdoptionsCommand(PrintStream out) {
        super("adoptions", "lists the grants of adoption and how far they have come", out);
    }

    @Override
    void addOptions(Subparser parser) {}

    @Override
    void run(Bootstrap<?> bootstrap, Namespace options, Path home, Store store) {
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        List<AdoptionRow> all = new AdoptionRegister(store, clock).list();
        if (options.getBoolean("json")) {
            ObjectNode told = json(bootstrap).createObjectNode();
            ArrayNode rows = told.putArray("adoptions");
            all.forEach(row -> put(rows.addObject(), row, now));
            print(told);
            return;
        }
        print(String.format(Locale.ROOT, LINE, "grant", "state", "from", "to", "use by", "by"));
        all.forEach(row -> print(String.format(
                Locale.ROOT,
                LINE,
                row.grant(),
                row.state(now),
                row.from(),
                row.to(),
                row.notAfter(),
                row.first() + " and " + row.second())));
    }

    private static void put(ObjectNode out, AdoptionRow row, Instant now) {
        out.put("id", row.grant().toString()).put("state", row.state(now).name());
        out.put("from", row.from().toString()).put("to", row.to().toString());
        out.put("granted_at", row.grantedAt().toString())
                .put("not_after", row.notAfter().toString());
        out.put("by", row.first()).put("and", row.second());
        AdoptionRow.Claim claim = row.claim();
        if (claim != null) {
            out.put("export", claim.digest().hex()).put("last_seq", claim.lastSeq());
        }
        if (row.doneAt() != null) {
            out.put("done_at", row.doneAt().toString());
        }
        if (row.revokedAt() != null) {
            out.put("revoked_at", row.revokedAt().toString()).put("revoked_by", row.revokedBy());
        }
    }
}
