package dev.tidegate.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.gateway.enrol.TillRegister;
import dev.tidegate.gateway.enrol.TillRegister.Invitation;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code invite-till --home DIR [--till UUID] [--name TEXT]}: prints an enrolment code, which is good for fifteen
 * minutes and for one till. The gateway may be running.
 */
final class InviteTillCommand extends RegisterCommand {
    InviteTillCommand(PrintStream out) {
        super("invite-till", "prints a code with which one till can be enrolled within 15 minutes", out);
    }

    @Override
    void addOptions(Subparser parser) {
        parser.addArgument("--till").setDefault("").help("the till's UUID; without it a new one");
        parser.addArgument("--name").setDefault("").help("what people call the till");
    }

    @Override
    void run(Bootstrap<?> bootstrap, Namespace options, Path home, Store store) {
        String wanted = options.getString("till");
        TillId till = wanted.isEmpty() ? new TillId(UUID.randomUUID()) : TillId.of(wanted);
        TillRegister register = new TillRegister(store, InstantSource.system());
        Invitation made = register.invite(
                till, options.getString("name"), new GatewayHome(home).authorityCertificate(), new SecureRandom());
        switch (made) {
            case Invitation.Refused(var state) ->
                throw new IllegalStateException("till " + till + " is " + state + ": invite a till with another id");
            case Invitation.Invited(var id, var code, var expiresAt) -> {
                if (options.getBoolean("json")) {
                    ObjectNode told = json(bootstrap).createObjectNode();
                    print(told.put("till", id.toString())
                            .put("code", code.text())
                            .put("expires", expiresAt.toString()));
                } else {
                    print("till     " + id);
                    print("code     " + code.text());
                    print("expires  " + expiresAt);
                }
            }
        }
    }
}
