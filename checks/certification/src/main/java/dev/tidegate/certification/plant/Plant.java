package dev.tidegate.certification.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.storm.gateway.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One gateway and its acquirer as processes, and the enrolled tills before it. Everything it writes is in one folder.
 * For one thread; the doors it gives out are for several.
 */
public final class Plant implements AutoCloseable {
    private static final String GATEWAY = "dev.tidegate.gateway.GatewayApplication";
    private static final String TILL = "dev.tidegate.till.TillApplication";
    private static final String ACQUIRER = "dev.tidegate.simulator.acquirer.AcquirerSimulator";
    private static final String HSM = "dev.tidegate.simulator.hsm.PaymentHsmSimulator";
    private static final String PERSON = "operator";
    private static final String FINANCE = "finance";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DEATH_MILLIS_MAX = 30_000;

    private final Layout layout;
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();
    private final int port = freePort();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Host host;
    private final Page page;
    private final Page finance;
    private @Nullable Worker acquirer;
    private final int hostPort;
    private volatile Worker gateway;
    private volatile int pagePort;

    /**
     * What a plant is made of.
     *
     * @param project where config is
     * @param home an empty folder
     * @param profile its folder's name below {@code profiles}
     * @param profiles where profiles are
     * @param simulator options of the acquirer simulator
     * @param terminals DE 41 of each till
     * @param scale what timers are divided by
     * @param address of a real host, as HOST:PORT; the simulator is started where there is none
     * @param inFront folders of classes that the gateway takes before its own; none in a certification
     */
    public record Layout(
            Path project,
            Path home,
            String profile,
            Path profiles,
            List<String> simulator,
            List<String> terminals,
            int scale,
            @Nullable String address,
            List<Path> inFront) {
        /** The gateway as it is. */
        public Layout(
                Path project,
                Path home,
                String profile,
                Path profiles,
                List<String> simulator,
                List<String> terminals,
                int scale,
                @Nullable String address) {
            this(project, home, profile, profiles, simulator, terminals, scale, address, List.of());
        }

        public Layout {
            inFront = List.copyOf(inFront);
            simulator = List.copyOf(simulator);
            terminals = List.copyOf(terminals);
        }
    }

    /** Makes keys, starts everything and enrols every till. */
    public Plant(Layout layout) throws InterruptedException {
        this.layout = layout;
        this.home = layout.home();
        String secret = "page-" + Long.toHexString(System.nanoTime()) + "-page";
        try {
            Files.createDirectories(home.resolve("log"));
            copy(
                    layout.profiles().resolve(layout.profile()),
                    home.resolve("profiles").resolve(layout.profile()));
            Files.writeString(home.resolve("gateway.yml"), configuration());
            Files.writeString(home.resolve("secret"), secret);
            Files.writeString(home.resolve("client.password"), "simulator");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.putAll(gatewayEnvironment());
        String address = layout.address();
        if (address == null) {
            Worker started = Worker.start(acquirerRecipe("0", "0"));
            acquirer = started;
            JsonNode ready = started.ready();
            host = new Host(ready.path("control").asInt());
            hostPort = ready.path("host").asInt();
            environment.putAll(toSimulator());
        } else {
            host = Host.unseen();
            hostPort = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            environment.put("GATEWAY_ACQUIRER_HOST", address.substring(0, address.indexOf(':')));
        }
        environment.put("GATEWAY_ACQUIRER_PORT", "" + hostPort);
        open.add(host);
        if (address == null && Keys.needHsm(profileText())) {
            Worker hsm = started(HSM, "hsm", List.of("--port", "0", "--control", "0"));
            environment.putAll(Keys.environment(profileText(), hsm.ready()));
        }
        List<String> codes = invite();
        page = new Page(() -> pagePort, PERSON, secret);
        open.add(page);
        finance = new Page(() -> pagePort, FINANCE, secret);
        open.add(finance);
        gateway = serving(Map.of());
        enrol(codes);
    }

    /** The acquirer simulator. */
    public Host host() {
        return host;
    }

    /** The gateway's page. */
    public Page page() {
        return page;
    }

    /** The same for somebody of finance. */
    public Page finance() {
        return finance;
    }

    /** Where tills find the gateway. */
    public URI door() {
        return URI.create("https://localhost:" + port);
    }

    /** The folder of the n-th terminal's till. */
    public Path till(int number) {
        return home.resolve("till-" + layout.terminals().get(number));
    }

    /** The copy of the profile that is played. */
    public Path profile() {
        return home.resolve("profiles").resolve(layout.profile());
    }

    /** What the processes wrote. */
    public Path logs() {
        return home.resolve("log");
    }

    /** SIGKILL to the gateway. */
    public void killGateway() {
        gateway.kill();
    }

    /** SIGKILL to the acquirer simulator, and a new start on its own books and ports. */
    public void bounceHost() {
        Worker before = Objects.requireNonNull(acquirer);
        JsonNode ports = before.ready();
        before.kill();
        acquirer = Worker.start(acquirerRecipe(
                ports.path("host").asText(), ports.path("control").asText()));
    }

    /** What the gateway's process has in memory; none where the machine does not say it. */
    public OptionalLong gatewayKilobytes() {
        return gateway.kilobytes();
    }

    /** What every process and every till wrote. */
    public Path everything() {
        return home;
    }

    /** The numbers of all cards there are. */
    public static List<String> cards() {
        return TestCard.numbers();
    }

    /** Whether the gateway's database has something of a payment that was for the issuer alone. */
    public boolean keepsSensitive(String payment) {
        String file = home.resolve("gateway/gateway.db").toString();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement query =
                        database.prepareStatement("select sensitive from payment where payment_id = ?")) {
            query.setString(1, payment);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBytes(1) != null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the gateway's database cannot be read", e);
        }
    }

    /** SIGTERM: the gateway ends in good order. */
    public void stopGateway() {
        gateway.close();
    }

    /** Whether the gateway's process is there. */
    public boolean isGatewayAlive() {
        return gateway.isAlive();
    }

    /** Starts the gateway on its own folder, with more in its environment. */
    public void startGateway(Map<String, String> more) {
        gateway = serving(more);
    }

    /**
     * Waits for the gateway to die by itself.
     *
     * @throws IllegalStateException it lives on
     */
    public void awaitDeath() throws InterruptedException {
        if (!gateway.ends(DEATH_MILLIS_MAX)) {
            throw new IllegalStateException("the gateway did not come to where it was told to die");
        }
    }

    @Override
    public void close() {
        gateway.close();
        if (acquirer != null) {
            acquirer.close();
        }
        for (AutoCloseable one : open.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the plant does not close", e);
            }
        }
    }

    private Worker serving(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        more.forEach((name, value) -> all.put(name, filled(value)));
        all.put("GATEWAY_PORT", "" + port);
        Worker started = Worker.start(new Worker.Recipe(
                GATEWAY,
                log("gateway"),
                all,
                List.of("server", configurationFile().toString()),
                layout.inFront()));
        pagePort = started.ready().path("page").asInt();
        return started;
    }

    // What a scenario cannot know: where the host listens, and where nobody does.
    private String filled(String value) {
        return value.replace("{hostPort}", "" + hostPort).replace("{closedPort}", "" + freePort());
    }

    /**
     * Reads the profile as the gateway does at its start, and tries its golden messages.
     *
     * @return what the command says
     * @throws IllegalStateException the profile has a hole, or makes or reads other bytes
     */
    public String checkProfile() throws InterruptedException {
        return Worker.run(new Worker.Recipe(
                "dev.tidegate.gateway.ProfileCommand",
                log("profile"),
                environment,
                List.of("--profiles", home.resolve("profiles").toString(), "check", layout.profile())));
    }

    private Worker started(String main, String name, List<String> options) {
        Worker worker = Worker.start(new Worker.Recipe(main, log(name), Map.of(), options));
        open.add(worker);
        return worker;
    }

    private Worker.Recipe acquirerRecipe(String port, String control) {
        List<String> options = new ArrayList<>(List.of(
                "--port",
                port,
                "--control",
                control,
                "--state",
                home.resolve("acquirer").toString()));
        options.addAll(List.of("--tls", "trusted", "--mutual", "yes"));
        options.addAll(layout.simulator());
        return new Worker.Recipe(ACQUIRER, log("acquirer"), Map.of(), options);
    }

    private Map<String, String> gatewayEnvironment() {
        Map<String, String> all = new HashMap<>(Map.of(
                "GATEWAY_HOME", home.resolve("gateway").toString(),
                "GATEWAY_PROFILES", home.resolve("profiles").toString(),
                "GATEWAY_PROFILE", layout.profile(),
                "GATEWAY_PAGE_PORT", "0",
                "GATEWAY_ADMIN_PORT", "0"));
        all.putAll(Timers.of(profile(), layout.scale()));
        return all;
    }

    private Map<String, String> toSimulator() {
        Path tls = home.resolve("acquirer/tls");
        return Map.of(
                // Kill points work in a demo alone.
                "GATEWAY_DEMO",
                "true",
                "GATEWAY_ACQUIRER_HOST",
                "localhost",
                "GATEWAY_ACQUIRER_TLS",
                "on",
                "GATEWAY_ACQUIRER_TRUST",
                tls.resolve("ca.pem").toString(),
                "GATEWAY_ACQUIRER_OWN",
                tls.resolve("client.p12").toString(),
                "GATEWAY_ACQUIRER_OWN_PASSWORD",
                home.resolve("client.password").toString());
    }

    private List<String> invite() throws InterruptedException {
        String folder = home.resolve("gateway").toString();
        List<String> words = new ArrayList<>(List.of(GATEWAY, "init", "--home", folder, Commands.NEXT));
        for (String person : List.of(PERSON, FINANCE)) {
            words.addAll(List.of(
                    "set-secret",
                    "--home",
                    folder,
                    "--name",
                    person,
                    "--from",
                    home.resolve("secret").toString(),
                    Commands.NEXT));
        }
        for (int i = 0; i < layout.terminals().size(); i++) {
            words.addAll(List.of(
                    "invite-till",
                    "--home",
                    folder,
                    "--till",
                    tillId(i),
                    "--name",
                    layout.terminals().get(i),
                    "--json",
                    Commands.NEXT));
        }
        List<String> codes = new ArrayList<>();
        for (String line : Worker.run(commands(words)).lines().toList()) {
            if (line.startsWith("{")) {
                codes.add(read(line).path("code").asText());
            }
        }
        return codes;
    }

    private void enrol(List<String> codes) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(TILL));
        for (int i = 0; i < codes.size(); i++) {
            words.addAll(List.of(
                    "enrol",
                    "--gateway",
                    door().toString(),
                    "--home",
                    till(i).toString(),
                    "--code",
                    codes.get(i),
                    Commands.NEXT));
        }
        String ignored = Worker.run(commands(words));
    }

    private Worker.Recipe commands(List<String> words) {
        return new Worker.Recipe(Commands.class.getName(), log("commands"), environment, words);
    }

    private Path configurationFile() {
        return home.resolve("gateway.yml");
    }

    private String profileText() {
        try {
            return Files.readString(profile().resolve("profile.yml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The configuration that is shipped, with these terminals.
    private String configuration() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(layout.project().resolve("config/gateway.yml"))) {
            int at = line.indexOf("- {till:");
            if (at < 0) {
                text.append(line).append('\n');
                continue;
            }
            for (int i = 0; i < layout.terminals().size(); i++) {
                text.append(" ".repeat(at))
                        .append("- {till: \"")
                        .append(tillId(i))
                        .append("\", tid: \"")
                        .append(layout.terminals().get(i))
                        .append("\", currency: \"EUR\"}\n");
            }
        }
        return text.toString();
    }

    private static String tillId(int number) {
        return String.format(java.util.Locale.ROOT, "018f3c52-7d2a-7c10-9f6e-5a1d0c%06x", number);
    }

    private Path log(String name) {
        return home.resolve("log").resolve(name + ".log");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
