package dev.tidegate.gateway;

import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.RotationPlan;
import dev.tidegate.crypto.VaultPlace;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.UUID;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code init --home DIR [--host NAME]}: makes the gateway's folder of keys and certificates, and its database. */
final class InitCommand extends Command {
    InitCommand() {
        super("init", "makes the gateway's keys, certificates and database in a new folder");
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--home").required(true).help("the folder to fill");
        parser.addArgument("--host")
                .action(Arguments.append())
                .setDefault(new ArrayList<String>())
                .help("a DNS name or address by which tills call the gateway; may be there several times");
        parser.addArgument("--database").setDefault("").help("JDBC URL; without it SQLite in the folder");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace options) {
        Path home = Path.of(options.getString("home"));
        GatewayHome.init(
                home, new VaultPlace.InFile(), RotationPlan.standard(), InstantSource.system(), options.getList("host"));
        Store.open(database(home, options), UUID.randomUUID()).close();
    }

    static Database database(Path home, Namespace options) {
        String url = options.getString("database");
        return new Database(url.isEmpty() ? "jdbc:sqlite:" + home.resolve("gateway.db") : url, "", "");
    }
}
