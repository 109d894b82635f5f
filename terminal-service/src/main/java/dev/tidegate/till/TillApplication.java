package dev.tidegate.till;

import dev.tidegate.core.port.KillAt;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.SelfTest;
import dev.tidegate.crypto.SelfTestFailedException;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.http.Feed;
import dev.tidegate.till.log.FactLog;
import io.dropwizard.assets.AssetsBundle;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.CheckCommand;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/** The till as a process: {@code server config/till.yml}, {@code enrol}. */
public final class TillApplication extends Application<TillConfiguration> {
    private static final int KILLED = 137;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int NOT_TRUSTED = 3;

    private final Doors.Opener doors;
    private final BiConsumer<Server, String> serving;
    private final @Nullable String killAt;

    /**
     * @param serving told once the till serves: the server, and the line that says so
     * @param killAt where a fault drill ends the process, absent where nowhere; heeded in a demo alone
     */
    TillApplication(Doors.Opener doors, BiConsumer<Server, String> serving, @Nullable String killAt) {
        this.doors = doors;
        this.serving = serving;
        this.killAt = killAt;
    }

    public static void main(String[] arguments) throws Exception {
        testOrEnd(System.err);
        new TillApplication(new RealDoors(), (server, line) -> OUT.println(line), System.getenv("TIDEGATE_KILL_AT"))
                .run(arguments);
    }

    /** Refuses to start on cryptography that is not what it should be. */
    private static void testOrEnd(PrintStream words) {
        try {
            long start = System.nanoTime();
            int checks = SelfTest.run();
            words.println(
                    "Self-test passed: " + checks + " checks in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        } catch (SelfTestFailedException e) {
            words.println(e.getMessage());
            System.exit(NOT_TRUSTED);
        }
    }

    @Override
    public String getName() {
        return "tidegate-till";
    }

    @Override
    public void initialize(Bootstrap<TillConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
        bootstrap.addCommand(new EnrolCommand(OUT));
        bootstrap.addCommand(new SetPinCommand(OUT));
        bootstrap.addCommand(new RebuildLedgerCommand(System.err));
        bootstrap.addBundle(new AssetsBundle("/page", "/", "index.html", "page"));
        // The same page; by its path it knows that it trains.
        bootstrap.addBundle(new AssetsBundle("/page", "/training", "index.html", "training-page"));
    }

    @Override
    protected void addDefaultCommands(Bootstrap<TillConfiguration> bootstrap) {
        bootstrap.addCommand(new TillServer(this));
        bootstrap.addCommand(new CheckCommand<>(this));
    }

    @Override
    public void run(TillConfiguration configuration, Environment environment) {
        TillSettings settings = configuration.till();
        refuseStrangers(configuration.getServerFactory());
        FactLog log = new FactLog();
        Till till = Till.open(settings, doors, landmarks(settings), log);
        environment.lifecycle().manage(till);
        till.serve(environment);
        // Streams of events would keep the server from stopping.
        environment.lifecycle().addEventListener(new EndsStreams(till.feed()));
        environment.lifecycle().addServerLifecycleListener(server -> {
            till.begin();
            serving.accept(server, "READY {\"page\":" + pagePort(server) + ",\"reader\":" + till.readerPort() + "}");
        });
    }

    private static int pagePort(Server server) {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector tcp && "application".equals(connector.getName())) {
                return tcp.getLocalPort();
            }
        }
        throw new IllegalStateException("the server has no connector for the page");
    }

    private Landmarks landmarks(TillSettings settings) {
        if (killAt == null || killAt.isEmpty() || !settings.demo()) {
            return Landmarks.none();
        }
        return KillAt.parse(killAt, () -> Runtime.getRuntime().halt(KILLED));
    }

    /** The till answers this machine alone: its people's PINs go over no wire. */
    private static void refuseStrangers(ServerFactory factory) {
        if (!(factory instanceof DefaultServerFactory server)) {
            throw new IllegalArgumentException("server.type is default");
        }
        List<ConnectorFactory> connectors = new ArrayList<>(server.getApplicationConnectors());
        connectors.addAll(server.getAdminConnectors());
        for (ConnectorFactory connector : connectors) {
            if (!(connector instanceof HttpConnectorFactory http) || !isLoopback(http.getBindHost())) {
                throw new IllegalArgumentException("server: each connector's bindHost is 127.0.0.1 or localhost");
            }
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private record EndsStreams(Feed feed) implements LifeCycle.Listener {
        @Override
        public void lifeCycleStopping(LifeCycle event) {
            feed.close();
        }
    }
}
