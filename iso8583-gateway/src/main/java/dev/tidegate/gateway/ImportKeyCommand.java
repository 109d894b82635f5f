package dev.tidegate.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.ImportedKey;
import dev.tidegate.crypto.ImportedKeys;
import dev.tidegate.crypto.KeyCeremony;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.gateway.cli.SecretInput;
import dev.tidegate.gateway.config.GatewaySettings;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.CharBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code import-key begin|part|finish|abort config/gateway.yml --custodian NAME …}: one step of a {@link KeyCeremony}.
 * Asks for the passphrase and the part at the terminal, without echo; without a terminal it reads them as lines.
 * Neither is ever an option: options stand in lists of processes and in histories. The gateway stands still meanwhile:
 * it would not know of a key that came into its vault behind its back.
 */
final class ImportKeyCommand extends ConfiguredCommand<GatewayConfiguration> {
    private final PrintStream out;
    private final SecretInput secrets;

    ImportKeyCommand(PrintStream out, SecretInput secrets) {
        super("import-key", "brings a key in parts: two people, two sessions");
        this.out = out;
        this.secrets = secrets;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("step").choices("begin", "part", "finish", "abort");
        super.configure(parser);
        parser.addArgument("--custodian").required(true).help("who does this step");
        parser.addArgument("--check-value").setDefault("").help("of the part, or for finish of the key: hexadecimal");
        parser.addArgument("--id").setDefault("").help("begin: how the configuration names the key");
        parser.addArgument("--usage").setDefault("").help("begin: two characters of X9.143, e.g. K1 or M6");
        parser.addArgument("--algorithm").setDefault("AES").choices("AES", "TDES");
        parser.addArgument("--mode").setDefault("B").help("begin: one character of X9.143, e.g. B or C");
        parser.addArgument("--allow-tdes")
                .action(Arguments.storeTrue())
                .help("triple DES may be used, for a host that has nothing else");
    }

    @Override
    protected void run(
            Bootstrap<GatewayConfiguration> bootstrap, Namespace options, GatewayConfiguration configuration) {
        InstantSource clock = InstantSource.system();
        GatewaySettings settings = configuration.gateway();
        GatewayHome home = new GatewayHome(settings.folder());
        HomeLock lock = HomeLock.take(home.folder());
        char[] passphrase = secrets.line("Passphrase of " + options.getString("custodian"));
        try (GatewayKeys keys = home.keys(settings.keys().place(), clock)) {
            TdesSwitch tdes = options.getBoolean("allow_tdes") ? TdesSwitch.on() : TdesSwitch.off();
            KeyCeremony ceremony = home.ceremony(keys, tdes, clock);
            step(ceremony, new KeyCeremony.Person(options.getString("custodian"), passphrase), options);
        } finally {
            Arrays.fill(passphrase, '\0');
            lock.close();
        }
    }

    /** One sentence: a person stands there with a part in hand. */
    @Override
    public void onError(Cli cli, Namespace options, Throwable e) {
        cli.getStdErr().println(e.getMessage());
    }

    private void step(KeyCeremony ceremony, KeyCeremony.Person person, Namespace options) {
        Octets checkValue = hex(options.getString("check_value"));
        switch (options.getString("step")) {
            case "begin" -> {
                ImportedKey key = new ImportedKey(
                        options.getString("id"),
                        options.getString("usage"),
                        KeyAlgorithm.valueOf(options.getString("algorithm")),
                        mode(options.getString("mode")));
                byte[] part = part();
                try {
                    ceremony.begin(person, key, part, checkValue);
                } finally {
                    Arrays.fill(part, (byte) 0);
                }
                out.println("part 1 is kept; the next custodian has 24 hours");
            }
            case "part" -> {
                byte[] part = part();
                try {
                    out.println("part " + ceremony.part(person, part, checkValue) + " is kept");
                } finally {
                    Arrays.fill(part, (byte) 0);
                }
            }
            case "finish" -> {
                ImportedKeys.Entry entry = ceremony.finish(person, checkValue);
                out.println("key " + entry.key().id() + " is imported, check value "
                        + entry.checkValue().hex() + ", parts of " + String.join(" and ", entry.custodians()));
            }
            default -> {
                ceremony.abort(person);
                out.println("the ceremony is over, nothing was kept");
            }
        }
        out.flush();
    }

    private byte[] part() {
        char[] typed = secrets.line("Part, hexadecimal");
        try {
            return KeyPart.bytes(CharBuffer.wrap(typed));
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static Octets hex(String text) {
        try {
            return Octets.ofHex(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--check-value is hexadecimal");
        }
    }

    private static char mode(String text) {
        return text.length() == 1 ? text.charAt(0) : '?';
    }
}
