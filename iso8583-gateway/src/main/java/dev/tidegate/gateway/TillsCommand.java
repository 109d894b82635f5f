package dev.tidegate.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.gateway.enrol.TillRegister;
import dev.tidegate.gateway.enrol.TillRegister.Listed;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code tills --home DIR}: the register of tills, a line each. The gateway may be running. */
final class TillsCommand extends RegisterCommand {
    TillsCommand(PrintStream out) {
        super("tills", "lists the tills: id, state, end of the certificate, last heard, name", out);
    }

    @Override
    void addOptions(Subparser parser) {}

    @Override
    void run(Bootstrap<?> bootstrap, Namespace options, Path home, Store store) {
        TillRegister register = new TillRegister(store, InstantSource.system());
        if (!options.getBoolean("json")) {
            register.list().forEach(till -> print(line(till)));
            return;
        }
        ObjectNode told = json(bootstrap).createObjectNode();
        ArrayNode tills = told.putArray("tills");
        for (Listed till : register.list()) {
            tills.addObject()
                    .put("id", till.id().toString())
                    .put("name", till.name())
                    .put("state", till.state())
                    .put("certificateExpires", text(till.certificateExpires()))
                    .put("heardAt", text(till.heardAt()));
        }
        print(told);
    }

    private static String line(Listed till) {
        return String.format(
                Locale.ROOT,
                "%s  %-9s  %-24s  %-24s  %s",
                till.id(),
                till.state(),
                or(till.certificateExpires()),
                or(till.heardAt()),
                till.name());
    }

    private static String or(@Nullable Instant at) {
        return at == null ? "-" : at.toString();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
