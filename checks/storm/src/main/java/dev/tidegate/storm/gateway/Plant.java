package dev.tidegate.storm.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A gateway or a fleet of them, the acquirer, the line between them and the tills before it, each started as a shop
 * would.
 */
final class Plant implements AutoCloseable {
    /** Terminals go side by side; payments of one terminal one after the other. */
    static final int TILLS = 4;

    private static final List<String> CARDS =
            List.of("4761739001010119", "5413330089020011", "4761739001010143", "5413330089099130");

    /** The shortest of a gateway's timers. */
    static final int TIMER_MILLIS = 800;

    private static final String GATEWAY = "dev.tidegate.gateway.GatewayApplication";
    private static final String ACQUIRER = "dev.tidegate.simulator.acquirer.AcquirerSimulator";
    private static final String TILL = "dev.tidegate.till.TillApplication";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Gateways that share a database. */
    private static final int FLEET = 2;

    private final Path project;
    private final Path home;
    private final @Nullable String database;
    private final int acquirerPort = freePort();
    private final int acquirerControl = freePort();
    private final FaultyLine line = FaultyLine.to(acquirerPort);
    private final Acquirer acquirer = new Acquirer(() -> acquirerControl);
    private final List<Node> nodes = new ArrayList<>();
    private final List<StormTill> tills = new ArrayList<>();
    private Worker host;

    /**
     * Makes the keys, starts everything and enrols the tills.
     *
     * @param project where config is
     * @param database a JDBC address, which two gateways share; or null for the file in the folder of one
     */
    Plant(Path project, Path home, @Nullable String database, SplittableRandom chance) throws InterruptedException {
        this.project = project;
        this.home = home;
        this.database = database;
        try {
            Files.createDirectories(home.resolve("log"));
            Files.writeString(home.resolve("gateway.yml"), configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Worker.run(gatewayRecipe(
                Map.of(),
                "init",
                "--home",
                folder(gateway(0)),
                "--database",
                database == null ? "" : database + "?user=postgres"));
        host = Worker.start(hostRecipe());
        for (int i = 0; i < (database == null ? 1 : FLEET); i++) {
            if (i > 0) {
                copyKeys(gateway(0), gateway(i));
            }
            nodes.add(new Node(freePort(), serving(gateway(i)), chance.split()));
        }
        for (int i = 0; i < TILLS; i++) {
            enrol(i);
        }
        List<URI> doors = nodes.stream()
                .map(node -> URI.create("https://localhost:" + node.port()))
                .toList();
        for (int i = 0; i < TILLS; i++) {
            tills.add(new StormTill(
                    home.resolve("till" + i),
                    tid(i),
                    new StormCard(CARDS.get(i)),
                    doors,
                    chance.split(),
                    InstantSource.system()));
        }
    }

    List<StormTill> tills() {
        return tills;
    }

    Acquirer acquirer() {
        return acquirer;
    }

    FaultyLine line() {
        return line;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** SIGKILL to the acquirer, and a new start on its own books. */
    void bounceAcquirer() {
        host.kill();
        host = Worker.start(hostRecipe());
    }

    @Override
    public void close() {
        tills.forEach(StormTill::close);
        nodes.forEach(Node::close);
        host.close();
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enrol(int number) throws InterruptedException {
        String said = Worker.run(gatewayRecipe(
                Map.of(),
                "invite-till",
                "--home",
                folder(gateway(0)),
                "--database",
                database == null ? "" : database + "?user=postgres",
                "--till",
                tillId(number),
                "--name",
                "Till " + number,
                "--json"));
        String code;
        try {
            code = JSON.readTree(said).path("code").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Worker.run(new Worker.Recipe(
                TILL,
                log("till"),
                Map.of(),
                List.of(
                        "enrol",
                        "--gateway",
                        "https://localhost:" + nodes.getFirst().port(),
                        "--home",
                        folder("till" + number),
                        "--code",
                        code)));
    }

    // The nodes of a fleet have the same keys.
    private void copyKeys(String from, String to) {
        try (Stream<Path> files = Files.list(home.resolve(from))) {
            Path folder = Files.createDirectories(home.resolve(to));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Function<Map<String, String>, Worker.Recipe> serving(String name) {
        return more ->
                gatewayRecipe(name, more, "server", home.resolve("gateway.yml").toString());
    }

    private Worker.Recipe gatewayRecipe(Map<String, String> more, String... options) {
        return gatewayRecipe(gateway(0), more, options);
    }

    private Worker.Recipe gatewayRecipe(String name, Map<String, String> more, String... options) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GATEWAY_HOME",
                folder(name),
                "GATEWAY_PROFILES",
                project.resolve("config/acquirers").toString(),
                "GATEWAY_PAGE_PORT",
                "0",
                "GATEWAY_ADMIN_PORT",
                "0",
                "GATEWAY_ACQUIRER_PORT",
                "" + line.port(),
                "GATEWAY_DEMO",
                "true"));
        // Minutes of a real line, played in parts of a second.
        for (String timer : List.of("LIVE", "ADVICE", "DEFERRED", "REVERSAL")) {
            environment.put("GATEWAY_" + timer + "_TIMER", "PT" + TIMER_MILLIS / 1000.0 + "S");
        }
        environment.putAll(Map.of(
                "GATEWAY_LANE_WAIT", "PT0.6S",
                "GATEWAY_HOST_TIMER", "PT0.5S",
                "GATEWAY_CONNECT_TIMER", "PT2S",
                "GATEWAY_NETWORK_TIMER", "PT1S",
                "GATEWAY_REPEAT_FIRST", "PT0.2S",
                "GATEWAY_REVERSAL_FIRST", "PT0.2S",
                "GATEWAY_REPEAT_MOST", "PT2S",
                "GATEWAY_RETRY_FIRST", "PT0.3S",
                "GATEWAY_RETRY_MOST", "PT1S"));
        environment.put("GATEWAY_RECONNECT_FIRST", "PT0.05S");
        environment.put("GATEWAY_RECONNECT_MOST", "PT0.3S");
        if (database != null) {
            environment.put("GATEWAY_DATABASE", database);
            environment.put("GATEWAY_DATABASE_USER", "postgres");
            environment.put("GATEWAY_LEASE", "PT7S");
        }
        environment.putAll(more);
        return new Worker.Recipe(GATEWAY, log(name), environment, List.of(options));
    }

    private Worker.Recipe hostRecipe() {
        return new Worker.Recipe(
                ACQUIRER,
                log("acquirer"),
                Map.of(),
                List.of("--port", "" + acquirerPort, "--control", "" + acquirerControl, "--state", folder("acquirer")));
    }

    // The configuration that is shipped, with more terminals.
    private String configuration() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(project.resolve("config/gateway.yml"))) {
            int at = line.indexOf("- {till:");
            if (at < 0) {
                text.append(line).append('\n');
                continue;
            }
            for (int i = 0; i < TILLS; i++) {
                text.append(" ".repeat(at))
                        .append("- {till: \"")
                        .append(tillId(i))
                        .append("\", tid: \"")
                        .append(tid(i))
                        .append("\", currency: \"EUR\"}\n");
            }
        }
        return text.toString();
    }

    private static String gateway(int number) {
        return "gateway" + number;
    }

    private static String tillId(int number) {
        return "018f3c52-7d2a-7c10-9f6e-5a1d0c0ff00" + number;
    }

    private static String tid(int number) {
        return "STORM00" + number;
    }

    private Path log(String name) {
        return home.resolve("log").resolve(name + ".log");
    }

    private String folder(String name) {
        return home.resolve(name).toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
