package dev.tidegate.gateway;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.TillChain;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code enrol-till --home DIR --till UUID --out DIR}: fills a folder for a till and keeps the start of its chain. The
 * gateway may be running.
 */
final class EnrolTillCommand extends Command {
    EnrolTillCommand() {
        super("enrol-till", "fills a folder with what a new till needs, and enrols it");
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--home").required(true).help("the gateway's folder");
        parser.addArgument("--till").required(true).help("the till's UUID");
        parser.addArgument("--out").required(true).help("the new till's folder");
        parser.addArgument("--database").setDefault("").help("JDBC URL; without it SQLite in the gateway's folder");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace options) {
        Path folder = Path.of(options.getString("home"));
        TillId till = TillId.of(options.getString("till"));
        GatewayHome home = new GatewayHome(folder);
        try (GatewayKeys keys = home.keys();
                Store store = Store.open(InitCommand.database(folder, options), UUID.randomUUID())) {
            if (store.read(tables -> tables.tills().find(till)).isPresent()) {
                throw new IllegalStateException("till " + till + " is enrolled already");
            }
            TillChain chain = home.enrolTill(till, Path.of(options.getString("out")), InstantSource.system());
            store.change(tables -> tables.tills()
                    .enrol(
                            till,
                            chain.lastLink(),
                            chain.keySeq(),
                            keys.wrapChainKey(till, chain.keySeq(), chain.key()),
                            InstantSource.system().instant()));
        }
    }
}
