package dev.tidegate.gateway;

import com.codahale.metrics.Gauge;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidegate.core.port.KillAt;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.SelfTest;
import dev.tidegate.crypto.SelfTestFailedException;
import dev.tidegate.gateway.cli.SecretInput;
import dev.tidegate.gateway.config.GatewaySettings;
import dev.tidegate.gateway.http.ActionsResource;
import dev.tidegate.gateway.http.BatchesResource;
import dev.tidegate.gateway.http.BundleResource;
import dev.tidegate.gateway.http.CertificationResource;
import dev.tidegate.gateway.http.DecodeResource;
import dev.tidegate.gateway.http.DoorFilter;
import dev.tidegate.gateway.http.EnrolmentResource;
import dev.tidegate.gateway.http.EstResource;
import dev.tidegate.gateway.http.Guard;
import dev.tidegate.gateway.http.HotListResource;
import dev.tidegate.gateway.http.KeysResource;
import dev.tidegate.gateway.http.LinksResource;
import dev.tidegate.gateway.http.PageResource;
import dev.tidegate.gateway.http.ParametersResource;
import dev.tidegate.gateway.http.PaymentsResource;
import dev.tidegate.gateway.http.ProblemMapper;
import dev.tidegate.gateway.http.SaleResource;
import dev.tidegate.gateway.http.SessionResource;
import dev.tidegate.gateway.http.SizeFilter;
import dev.tidegate.gateway.http.TillConnectorFactory;
import dev.tidegate.gateway.http.TillFilter;
import dev.tidegate.gateway.http.TillResource;
import dev.tidegate.gateway.http.TillsResource;
import dev.tidegate.gateway.people.Sessions;
import dev.tidegate.gateway.people.SignIn;
import dev.tidegate.gateway.review.EvidenceFolder;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.jetty.ConnectorFactory;
import jakarta.servlet.DispatcherType;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The gateway as a process: {@code server config/gateway.yml}, and the operator's commands. */
public final class GatewayApplication extends Application<GatewayConfiguration> {
    private static final int KILLED = 137;
    private static final int NOT_TRUSTED = 3;

    private final Map<String, String> environment;
    private final PrintStream out;
    private volatile @Nullable Server serving;

    GatewayApplication(Map<String, String> environment, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty(TillConnectorFactory.TICKETS, "0");
        testOrEnd(System.err);
        new GatewayApplication(System.getenv(), System.out).run(arguments);
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
        return "tidegate-gateway";
    }

    @Override
    public void initialize(Bootstrap<GatewayConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
        bootstrap.addCommand(new InitCommand());
        bootstrap.addCommand(new InviteTillCommand(out));
        bootstrap.addCommand(new RevokeTillCommand(out));
        bootstrap.addCommand(new TillsCommand(out));
        bootstrap.addCommand(new GrantAdoptionCommand(out));
        bootstrap.addCommand(new AdoptionsCommand(out));
        bootstrap.addCommand(new RevokeAdoptionCommand(out));
        bootstrap.addCommand(new RestoreCommand(out));
        bootstrap.addCommand(new KeysCommand(out));
        bootstrap.addCommand(new FramesCommand(out));
        bootstrap.addCommand(new DestroyKeyCommand(out));
        bootstrap.addCommand(new HotListCommand(out, System.in));
        bootstrap.addCommand(new AddCustodianCommand(out, SecretInput.ofThisProcess()));
        bootstrap.addCommand(new SetSecretCommand(out, SecretInput.ofThisProcess()));
        bootstrap.addCommand(new ImportKeyCommand(out, SecretInput.ofThisProcess()));
    }

    @Override
    public void run(GatewayConfiguration configuration, Environment dropwizard) {
        GatewaySettings settings = configuration.gateway();
        Landmarks landmarks = landmarks(settings);
        TillConnectorFactory door = door(configuration.getServerFactory());
        Gateway gateway = Gateway.open(settings, environment::get, landmarks, door);
        dropwizard.lifecycle().manage(gateway);
        dropwizard
                .getObjectMapper()
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        dropwizard
                .servlets()
                .addFilter("doors", new DoorFilter())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        resources(dropwizard.jersey(), gateway, landmarks, door);
        page(dropwizard.jersey(), gateway, settings);
        dropwizard
                .healthChecks()
                .register("certificate", new ExpiryCheck(gateway.certificates()::server, InstantSource.system()));
        LaneCheck lanes = new LaneCheck(gateway.store());
        dropwizard.healthChecks().register("deferred-lanes", lanes);
        dropwizard.metrics().register("deferred.paused", (Gauge<Integer>) lanes::count);
        dropwizard.healthChecks().register("database", new StoreCheck(gateway.store()));
        dropwizard.healthChecks().register("keys", new KeysCheck(gateway.keys()));
        dropwizard.healthChecks().register("acquirers", new LinkCheck(gateway.links()));
        dropwizard.metrics().registerAll("acquirer", new LinkMetrics(gateway.links()));
        dropwizard.lifecycle().addServerLifecycleListener(this::ready);
    }

    private static void resources(
            JerseyEnvironment jersey, Gateway gateway, Landmarks landmarks, TillConnectorFactory door) {
        InstantSource clock = InstantSource.system();
        jersey.register(new ProblemMapper());
        jersey.register(new SizeFilter());
        jersey.register(new TillFilter(gateway.store(), gateway.terminals(), clock));
        jersey.register(new SaleResource(gateway.store(), gateway.engine(), landmarks));
        jersey.register(new TillResource(
                gateway.store(),
                gateway.intake(),
                gateway.adoptions(),
                gateway.acquirers(),
                landmarks,
                () -> gateway.bundles().current().bundle().version(),
                gateway.slots(),
                clock));
        jersey.register(new BundleResource(() -> gateway.bundles().current()));
        jersey.register(new HotListResource(gateway.hotLists()::current));
        jersey.register(new ParametersResource(gateway.parameters()::told));
        jersey.register(new EstResource(gateway.enrolment()));
        jersey.register(new EnrolmentResource(gateway.enrolment()));
        jersey.register(new TillsResource(
                gateway.store(), gateway.enrolment()::authority, gateway::serverCertificate, door, clock));
    }

    /** What people see and do, signed in. */
    private void page(JerseyEnvironment jersey, Gateway gateway, GatewaySettings settings) {
        InstantSource clock = InstantSource.system();
        Sessions sessions = new Sessions(new SecureRandom(), clock);
        SignIn signIn = new SignIn(settings.persons(), gateway.home().people(), clock);
        jersey.register(new Guard(sessions));
        jersey.register(new SessionResource(signIn, sessions));
        jersey.register(new KeysResource(
                gateway::inventory, () -> gateway.bundles().current().bundle()));
        jersey.register(new PaymentsResource(gateway.store(), gateway.acquirers(), clock));
        jersey.register(new ActionsResource(gateway.store(), gateway.engine()));
        jersey.register(new BatchesResource(gateway.batches()));
        jersey.register(new LinksResource(gateway.links(), gateway.acquirers(), gateway.store(), clock));
        jersey.register(new DecodeResource(Path.of(settings.profiles()), environment::get, gateway.frames()));
        jersey.register(new CertificationResource(new EvidenceFolder(settings.evidence()), gateway.store(), clock));
        jersey.register(new PageResource());
    }

    private static TillConnectorFactory door(ServerFactory factory) {
        if (!"0".equals(System.getProperty(TillConnectorFactory.TICKETS))) {
            throw new IllegalStateException("TLS sessions could be resumed: " + TillConnectorFactory.TICKETS + " is 0");
        }
        if (factory instanceof DefaultServerFactory server) {
            for (ConnectorFactory connector : server.getApplicationConnectors()) {
                if (connector instanceof TillConnectorFactory door) {
                    return door;
                }
            }
        }
        throw new IllegalArgumentException("server.applicationConnectors has a connector of type tills");
    }

    private Landmarks landmarks(GatewaySettings settings) {
        @Nullable String killAt = environment.get("TIDEGATE_KILL_AT");
        if (killAt == null || killAt.isEmpty() || !settings.demo()) {
            return Landmarks.none();
        }
        return KillAt.parse(killAt, () -> Runtime.getRuntime().halt(KILLED));
    }

    /** Stops serving, as SIGTERM does. */
    void stop() throws Exception {
        Server server = serving;
        if (server != null) {
            server.stop();
        }
    }

    private void ready(Server server) {
        serving = server;
        List<Integer> ports = new ArrayList<>();
        for (var connector : server.getConnectors()) {
            if (connector instanceof ServerConnector tcp) {
                ports.add(tcp.getLocalPort());
            }
        }
        out.println(
                "READY {\"api\":" + ports.get(0) + ",\"page\":" + ports.get(1) + ",\"admin\":" + ports.get(2) + "}");
        out.flush();
    }
}
