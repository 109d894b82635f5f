package dev.tidegate.gateway;

import dev.tidegate.crypto.Custodians;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.gateway.cli.SecretInput;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/**
 * {@code add-custodian --home DIR --name NAME [--sponsor NAME]}: lets somebody bring parts of keys. The first two need
 * nobody; from the third on a custodian who is there types a passphrase first.
 */
final class AddCustodianCommand extends Command {
    private final PrintStream out;
    private final SecretInput secrets;

    AddCustodianCommand(PrintStream out, SecretInput secrets) {
        super("add-custodian", "lets somebody bring parts of keys");
        this.out = out;
        this.secrets = secrets;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--home").required(true).help("the gateway's folder");
        parser.addArgument("--name").required(true).help("2 to 32 small letters, digits, dots and dashes");
        parser.addArgument("--sponsor").help("from the third custodian on: one who is there");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace options) {
        Custodians custodians = new GatewayHome(Path.of(options.getString("home"))).custodians(InstantSource.system());
        @Nullable String sponsor = options.getString("sponsor");
        char[] sponsors = sponsor == null ? new char[0] : secrets.line("Passphrase of " + sponsor);
        char[] passphrase = secrets.line("New passphrase of " + options.getString("name"));
        char[] again = secrets.line("Once more");
        try {
            if (!Arrays.equals(passphrase, again)) {
                throw new IllegalArgumentException("the two passphrases differ");
            }
            custodians.add(options.getString("name"), passphrase, sponsor, sponsors);
            out.println("custodian " + options.getString("name") + " is known");
            out.flush();
        } finally {
            Arrays.fill(sponsors, '\0');
            Arrays.fill(passphrase, '\0');
            Arrays.fill(again, '\0');
        }
    }

    @Override
    public void onError(Cli cli, Namespace options, Throwable e) {
        cli.getStdErr().println(e.getMessage());
    }
}
