package dev.tidegate.gateway;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.RecipientKey;
import dev.tidegate.gateway.config.GatewaySettings;
import dev.tidegate.gateway.store.DestructionOrder;
import dev.tidegate.gateway.store.DestructionOrder.Custodian;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code destroy-recipient-key --force}: two people order a key to be destroyed that the rule would keep. They name the
 * tills whose records are given up, and each gives a reason; the running gateway, or the next that starts, carries it
 * out and keeps the order.
 */
final class DestroyKeyCommand extends ConfiguredCommand<GatewayConfiguration> {
    private final PrintStream out;

    DestroyKeyCommand(PrintStream out) {
        super("destroy-recipient-key", "orders a recipient key to be destroyed although tills may need it: two people");
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--key").required(true).help("the key's id, 16 hexadecimal digits");
        parser.addArgument("--force")
                .required(true)
                .action(Arguments.storeTrue())
                .help("what is sealed to it and has not come is lost");
        parser.addArgument("--till")
                .action(Arguments.append())
                .setDefault(List.of())
                .help("a till whose records are given up; once for each that still holds some");
        for (String who : List.of("first", "second")) {
            parser.addArgument("--" + who).required(true).help("the " + who + " custodian's name");
            parser.addArgument("--" + who + "-reason").required(true).help("tills, counts and sums, in words");
        }
    }

    @Override
    protected void run(
            Bootstrap<GatewayConfiguration> bootstrap, Namespace options, GatewayConfiguration configuration) {
        GatewaySettings settings = configuration.gateway();
        InstantSource clock = InstantSource.system();
        String kid = options.getString("key");
        Set<String> named = new TreeSet<>(options.getList("till"));
        try (GatewayKeys keys =
                        new GatewayHome(settings.folder()).keys(settings.keys().place(), clock);
                Store store = Store.open(settings.database().in(settings.folder()), UUID.randomUUID())) {
            List<RecipientKey> all = keys.recipients();
            RecipientKey key = all.stream()
                    .filter(each -> Destruction.idOf(each).equals(kid))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is no recipient key " + kid));
            Set<String> holding = store
                    .read(tables ->
                            Destruction.holding(key, all, tables.keyUses().all()))
                    .stream()
                    .map(TillId::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!holding.equals(named)) {
                throw new IllegalStateException(
                        "the tills that may hold records under this key are " + holding + ": name each with --till");
            }
            DestructionOrder order = new DestructionOrder(
                    kid,
                    String.join(" ", named),
                    custodian(options, "first"),
                    custodian(options, "second"),
                    clock.instant(),
                    null);
            store.change(tables -> tables.keyUses().order(order));
            out.println(
                    "ordered: recipient key " + kid + " is destroyed by the gateway within a minute of its running");
        }
    }

    private static Custodian custodian(Namespace options, String who) {
        return new Custodian(options.getString(who), options.getString(who + "_reason"));
    }
}
