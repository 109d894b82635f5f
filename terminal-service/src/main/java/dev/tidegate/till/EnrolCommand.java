package dev.tidegate.till;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.crypto.EnrolmentCode;
import dev.tidegate.crypto.PinnedTrust;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillEnrolment;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.gateway.Certifier;
import dev.tidegate.till.gateway.TillTls;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code enrol --gateway https://HOST:PORT --code CODE --home DIR}: makes this till's key, has it certified, and
 * fetches its chain. Cut off anywhere, the same command goes on.
 */
final class EnrolCommand extends Command {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final PrintStream out;

    EnrolCommand(PrintStream out) {
        super("enrol", "enrols this till at a gateway with a code that the gateway's operator gave");
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--gateway").required(true).help("https://host:port");
        parser.addArgument("--code")
                .required(true)
                .help("the enrolment code, in quotes; capitals, hyphens and blanks do not matter");
        parser.addArgument("--home").required(true).help("the till's folder, empty or not there yet");
        parser.addArgument("--json").action(Arguments.storeTrue()).help("one line of JSON");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace options) {
        URI gateway = URI.create(options.getString("gateway"));
        TillSettings.Gateway.requireAddress(gateway);
        EnrolmentCode code = switch (EnrolmentCode.read(options.getString("code"))) {
            case EnrolmentCode.Reading.Read(var read) -> read;
            case EnrolmentCode.Reading.Refused(var why) ->
                throw new IllegalArgumentException("the code cannot be right: " + why);
        };
        TillId till = enrol(gateway, code, Path.of(options.getString("home")), InstantSource.system());
        out.println(options.getBoolean("json") ? "{\"till\":\"" + till + "\"}" : "enrolled till " + till);
        out.flush();
    }

    /** A sentence for whoever stands at the till; how the program came to it is of no use there. */
    @Override
    public void onError(Cli cli, Namespace options, Throwable why) {
        cli.getStdErr().println("not enrolled: " + why.getMessage());
    }

    /**
     * Enrols, or goes on with what a cut left.
     *
     * @throws RuntimeException of the kinds that {@link Certifier} and {@link TillEnrolment} name; the message says
     *     what to do
     */
    static TillId enrol(URI gateway, EnrolmentCode code, Path folder, InstantSource clock) {
        TillEnrolment enrolment = TillEnrolment.in(folder);
        try {
            if (enrolment.till() == null) {
                PinnedTrust trust = new PinnedTrust(code.fingerprint());
                try (Certifier certifier = certifier(TillTls.pinned(trust), gateway)) {
                    var answer = certifier.enrol(code.token(), enrolment.request());
                    enrolment.certify(answer, trust.authority(), clock.instant());
                }
            }
            TillHome home = new TillHome(folder);
            try (Certifier certifier =
                    certifier(TillTls.of(store(home.keyStore()), store(home.trustStore())), gateway)) {
                Certifier.Given given = certifier.chain();
                return enrolment.finish(given.grant(), given.bundle());
            }
        } catch (GatewayUnavailableException e) {
            throw new IllegalStateException(
                    "the gateway gave no answer, or is not the one of the code (" + e.reason()
                            + "): the same command goes on",
                    e);
        }
    }

    private static Certifier certifier(TillTls tls, URI gateway) {
        return new Certifier(tls, gateway, CONNECT_WITHIN, ANSWER_WITHIN);
    }

    private static TillTls.Store store(Path file) {
        return new TillTls.Store(file, StorePassword.of(file));
    }
}
