package dev.tidegate.gateway;

import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.RotationPlan;
import dev.tidegate.gateway.config.KeySettings;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.UUID;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code init --home DIR [--host NAME]}: makes the gateway's folder of keys and certificates, and its database. Keys
 * are in a file, or on a token; {@code gateway.yml} has to say the same.
 */
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
        parser.addArgument("--token-library").setDefault("").help("PKCS #11 library; without it keys are in a file");
        parser.addArgument("--token-slot").setDefault("#0").help("the slot's number, or #0 for the first");
        parser.addArgument("--token-pin-file").setDefault("").help("the file that holds the user PIN");
        parser.addArgument("--suite")
                .choices("P256", "X25519")
                .setDefault("P256")
                .help("of the recipient keys");
        parser.addArgument("--key-period").setDefault("P7D").help("how long tills seal to one key, ISO 8601");
        parser.addArgument("--database").setDefault("").help("JDBC URL; without it SQLite in the folder");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace options) {
        Path home = Path.of(options.getString("home"));
        KeySettings keys = keys(options);
        GatewayHome.init(home, keys.place(), keys.plan(), InstantSource.system(), options.getList("host"));
        Store.open(database(home, options), UUID.randomUUID()).close();
    }

    private static KeySettings keys(Namespace options) {
        String library = options.getString("token_library");
        KeySettings.Token token =
                new KeySettings.Token(library, options.getString("token_slot"), options.getString("token_pin_file"));
        return new KeySettings(
                library.isEmpty() ? "file" : "token",
                token,
                options.getString("suite"),
                Duration.parse(options.getString("key_period")),
                RotationPlan.standard().ahead());
    }

    static Database database(Path home, Namespace options) {
        String url = options.getString("database");
        return new Database(url.isEmpty() ? "jdbc:sqlite:" + home.resolve("gateway.db") : url, "", "");
    }
}
