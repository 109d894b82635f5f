package dev.tidegate.gateway;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.enrol.TillRegister;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code revoke-till --home DIR --till UUID --reason TEXT}: refuses a till from its next request on. The gateway may be
 * running; it closes the till's open connections within a second.
 */
final class RevokeTillCommand extends RegisterCommand {
    RevokeTillCommand(PrintStream out) {
        super("revoke-till", "refuses a till from its next request on", out);
    }

    @Override
    void addOptions(Subparser parser) {
        parser.addArgument("--till").required(true).help("the till's UUID");
        parser.addArgument("--reason").required(true).help("why, for the register; at most 200 characters");
    }

    @Override
    void run(Bootstrap<?> bootstrap, Namespace options, Path home, Store store) {
        TillId till = TillId.of(options.getString("till"));
        TillRegister.Revocation done =
                new TillRegister(store, InstantSource.system()).revoke(till, options.getString("reason"));
        if (done == TillRegister.Revocation.UNKNOWN_TILL) {
            throw new IllegalStateException("there is no till " + till);
        }
        if (options.getBoolean("json")) {
            print(json(bootstrap)
                    .createObjectNode()
                    .put("till", till.toString())
                    .put("answer", done.name()));
        } else {
            print("till " + till + (done == TillRegister.Revocation.REVOKED ? " is revoked" : " was revoked before"));
        }
    }
}
