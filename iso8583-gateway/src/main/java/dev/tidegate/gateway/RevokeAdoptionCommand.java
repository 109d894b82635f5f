package dev.tidegate.gateway;

import dev.tidegate.gateway.adopt.AdoptionRegister;
import dev.tidegate.gateway.store.AdoptionRow;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code revoke-adoption --home DIR --grant ID --by NAME}: nothing is taken under a grant any more. */
final class RevokeAdoptionCommand extends RegisterCommand {
    RevokeAdoptionCommand(PrintStream out) {
        super("revoke-adoption", "withdraws a grant of adoption; what has come stays", out);
    }

    @Override
    void addOptions(Subparser parser) {
        parser.addArgument("--grant").required(true).help("the grant's id, as adoptions lists it");
        parser.addArgument("--by").required(true).help("who withdraws it");
    }

    @Override
    void run(Bootstrap<?> bootstrap, Namespace options, Path home, Store store) {
        UUID id = UUID.fromString(options.getString("grant"));
        String by = options.getString("by");
        if (by.isBlank() || by.length() > AdoptionRow.NAME_MAX) {
            throw new IllegalArgumentException("a person has a name");
        }
        boolean done = new AdoptionRegister(store, InstantSource.system()).revoke(id, by);
        if (options.getBoolean("json")) {
            print(json(bootstrap)
                    .createObjectNode()
                    .put("id", id.toString())
                    .put("answer", done ? "REVOKED" : "NOT_THERE_OR_REVOKED_BEFORE"));
        } else {
            print("grant " + id + (done ? " is withdrawn" : " is not there, or was withdrawn before"));
        }
    }
}
