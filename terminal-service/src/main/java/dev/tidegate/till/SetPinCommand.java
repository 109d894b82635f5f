package dev.tidegate.till;

import dev.tidegate.crypto.PinHash;
import dev.tidegate.till.config.TillFolder;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.ShopStore;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/**
 * {@code set-pin --home DIR --name NAME --role ROLE [--from FILE]}: adds one of the till's people, or gives another PIN
 * and role; {@code --remove} lets nobody in by that name any more. The till may be running: who had that name is signed
 * out, and nobody else is.
 */
final class SetPinCommand extends Command {
    private static final int LINE_MAX = 64;

    private final PrintStream out;

    SetPinCommand(PrintStream out) {
        super("set-pin", "gives one of the till's people a PIN");
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--home").required(true).help("the till's folder");
        parser.addArgument("--name").required(true).help("as it will stand on the screen");
        parser.addArgument("--role").choices("cashier", "manager").setDefault("cashier");
        parser.addArgument("--from").help("a file whose first line is the PIN; without it, it is typed");
        parser.addArgument("--remove").action(Arguments.storeTrue()).help("lets nobody in by this name any more");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace options) throws IOException {
        Path home = Path.of(options.getString("home"));
        if (!Files.isDirectory(home)) {
            throw new IllegalArgumentException("there is no such folder: --home is the till's, which enrol has made");
        }
        String name = options.getString("name");
        if (options.getBoolean("remove")) {
            remove(home, name);
            return;
        }
        Person person = new Person(
                name, options.getString("role").equals("manager") ? Person.Role.MANAGER : Person.Role.CASHIER);
        @Nullable String from = options.getString("from");
        char[] pin = from == null ? typed() : inFile(Path.of(from));
        try (ShopStore shop = ShopStore.open(new TillFolder(home).shop())) {
            shop.people().put(person, PinHash.of(pin, new SecureRandom()));
            out.println(person.name() + " has a PIN");
            out.flush();
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private void remove(Path home, String name) {
        try (ShopStore shop = ShopStore.open(new TillFolder(home).shop())) {
            if (!shop.people().remove(name)) {
                throw new IllegalArgumentException("nobody is called so here");
            }
            out.println("removed");
            out.flush();
        }
    }

    private static char[] typed() {
        Console console = System.console();
        char[] pin = console == null ? null : console.readPassword("New PIN, 6 to 12 digits: ");
        if (pin == null) {
            throw new IllegalArgumentException("there is no terminal to type a PIN at: --from names a file");
        }
        return pin;
    }

    private static char[] inFile(Path file) throws IOException {
        char[] line = new char[LINE_MAX];
        int length = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int c = in.read(); c >= 0 && c != '\n' && length < LINE_MAX; c = in.read()) {
                if (c != '\r') {
                    line[length++] = (char) c;
                }
            }
            return Arrays.copyOf(line, length);
        } finally {
            Arrays.fill(line, '\0');
        }
    }

    @Override
    public void onError(Cli cli, Namespace options, Throwable e) {
        cli.getStdErr().println(e.getMessage());
    }
}
