package dev.tidegate.gateway;

import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.PeopleSecrets;
import dev.tidegate.gateway.cli.SecretInput;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/**
 * {@code set-secret --home DIR --name NAME [--from FILE]}: gives one of {@code gateway.people} a secret for the page's
 * door, or another one. The gateway may be running; who is signed in stays so.
 */
final class SetSecretCommand extends Command {
    private final PrintStream out;
    private final SecretInput secrets;

    SetSecretCommand(PrintStream out, SecretInput secrets) {
        super("set-secret", "gives somebody a secret for the page's door");
        this.out = out;
        this.secrets = secrets;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--home").required(true).help("the gateway's folder");
        parser.addArgument("--name").required(true).help("as in gateway.people");
        parser.addArgument("--from").help("a file whose first line it is; without it, it is typed twice");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace options) throws IOException {
        PeopleSecrets people = new GatewayHome(Path.of(options.getString("home"))).people();
        String name = options.getString("name");
        @Nullable String from = options.getString("from");
        char[] secret = from == null ? typed(name) : inFile(Path.of(from));
        try {
            people.set(name, secret);
            out.println(name + " has a secret");
            out.flush();
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private char[] typed(String name) {
        char[] secret = secrets.line("New secret of " + name);
        char[] again = secrets.line("Once more");
        try {
            if (!Arrays.equals(secret, again)) {
                Arrays.fill(secret, '\0');
                throw new IllegalArgumentException("the two differ");
            }
            return secret;
        } finally {
            Arrays.fill(again, '\0');
        }
    }

    private static char[] inFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return SecretInput.lines(in).line("");
        }
    }

    @Override
    public void onError(Cli cli, Namespace options, Throwable e) {
        cli.getStdErr().println(e.getMessage());
    }
}
