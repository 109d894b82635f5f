package dev.tidegate.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.UUID;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** A command about the register of tills. It works on the database, beside a gateway that runs. */
abstract class RegisterCommand extends Command {
    private final PrintStream out;

    RegisterCommand(String name, String description, PrintStream out) {
        super(name, description);
        this.out = out;
    }

    abstract void addOptions(Subparser parser);

    abstract void run(Bootstrap<?> bootstrap, Namespace options, Path home, Store store);

    @Override
    public final void configure(Subparser parser) {
        parser.addArgument("--home").required(true).help("the gateway's folder");
        parser.addArgument("--database").setDefault("").help("JDBC URL; without it SQLite in the gateway's folder");
        parser.addArgument("--json").action(Arguments.storeTrue()).help("one line of JSON");
        addOptions(parser);
    }

    @Override
    public final void run(Bootstrap<?> bootstrap, Namespace options) {
        Path home = Path.of(options.getString("home"));
        try (Store store = Store.open(InitCommand.database(home, options), UUID.randomUUID())) {
            run(bootstrap, options, home, store);
        }
    }

    /** A sentence for the operator; how the program came to it is of no use there. */
    @Override
    public final void onError(Cli cli, Namespace options, Throwable why) {
        cli.getStdErr().println("not done: " + why.getMessage());
    }

    static ObjectMapper json(Bootstrap<?> bootstrap) {
        return bootstrap.getObjectMapper();
    }

    final void print(ObjectNode line) {
        print(line.toString());
    }

    final void print(String line) {
        out.println(line);
        out.flush();
    }
}
