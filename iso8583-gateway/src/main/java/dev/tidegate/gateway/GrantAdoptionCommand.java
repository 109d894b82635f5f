package dev.tidegate.gateway;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.SignedGrant;
import dev.tidegate.gateway.adopt.AdoptionRegister;
import dev.tidegate.gateway.adopt.AdoptionRegister.Granted;
import dev.tidegate.gateway.adopt.AdoptionRegister.People;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code grant-adoption --home DIR --from TILL --to TILL --by NAME --and NAME [--valid 24h] [--out FILE]}: two people
 * allow one till to bring one export of another till's journal. The gateway may be running.
 */
final class GrantAdoptionCommand extends RegisterCommand {
    GrantAdoptionCommand(PrintStream out) {
        super("grant-adoption", "allows a till to bring one export of another till's journal: two people", out);
    }

    @Override
    void addOptions(Subparser parser) {
        parser.addArgument("--from").required(true).help("the till whose journal it is: its UUID");
        parser.addArgument("--to").required(true).help("the till that brings it: its UUID");
        parser.addArgument("--by").required(true).help("who grants it");
        parser.addArgument("--and").required(true).help("who else grants it");
        parser.addArgument("--valid").setDefault("24h").help("used for the first time within: 90m, 24h, 7d (24h)");
        parser.addArgument("--out").setDefault("").help("write the grant to this file, too");
    }

    @Override
    void run(Bootstrap<?> bootstrap, Namespace options, Path home, Store store) {
        Granted made = new AdoptionRegister(store, InstantSource.system())
                .grant(
                        new GatewayHome(home).signer(),
                        UUID.randomUUID(),
                        TillId.of(options.getString("from")),
                        TillId.of(options.getString("to")),
                        valid(options.getString("valid")),
                        new People(options.getString("by"), options.getString("and")));
        SignedGrant grant = made.grant();
        write(options.getString("out"), grant);
        if (options.getBoolean("json")) {
            print(json(bootstrap)
                    .createObjectNode()
                    .put("id", grant.grant().id().toString())
                    .put("not_after", grant.grant().notAfter().toString())
                    .put("from_revoked", made.fromRevoked())
                    .put("grant", grant.text()));
            return;
        }
        print("grant    " + grant.grant().id());
        print("from     " + grant.grant().from());
        print("to       " + grant.grant().to());
        print("use by   " + grant.grant().notAfter());
        print(grant.text());
        if (!made.fromRevoked()) {
            print("Till " + grant.grant().from() + " is not revoked: sales that its journal has not offered will wait."
                    + " If it is lost for good, run revoke-till before the import.");
        }
    }

    private static void write(String file, SignedGrant grant) {
        if (file.isEmpty()) {
            return;
        }
        try {
            Path at = Path.of(file);
            Path written = Files.writeString(at, grant.text() + System.lineSeparator());
            if (!written.equals(at)) {
                throw new IllegalStateException("written elsewhere");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the grant was made and cannot be written: withdraw it", e);
        }
    }

    /** A number with its unit. */
    static Duration valid(String text) {
        if (!text.matches("[0-9]{1,6}[mhd]")) {
            throw new IllegalArgumentException("--valid is a number with m, h or d, as 24h");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
