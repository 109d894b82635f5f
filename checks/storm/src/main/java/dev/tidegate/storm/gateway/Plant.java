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
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A gateway, its acquirer, the line between them and the tills before it, each started as a shop would. */
final class Plant implements AutoCloseable {
    /** Terminals go side by side; payments of one terminal one after the other. */
    static final int TILLS = 4;

    private static final List<String> CARDS =
            List.of("4761739001010119", "5413330089020011", "4761739001010143", "5413330089099130");

    /** The shortest of the gateway's timers. */
    static final int TIMER_MILLIS = 800;

    private static final String GATEWAY = "dev.tidegate.gateway.GatewayApplication";
    private static final String ACQUIRER = "dev.tidegate.simulator.acquirer.AcquirerSimulator";
    private static final String TILL = "dev.tidegate.till.TillApplication";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where a gateway may be told to die. */
    private static final List<String> KILL_POINTS = List.of(
            "after-commit-before-answer",
            "after-intent-before-first-byte",
            "after-write",
            "after-host-answer-before-row");

    private final Path project;
    private final Path home;
    private final @Nullable String database;
    private final SplittableRandom chance;
    private final int gatewayPort = freePort();
    private final int acquirerPort = freePort();
    private final int acquirerControl = freePort();
    private final FaultyLine line = FaultyLine.to(acquirerPort);
    private final Acquirer acquirer = new Acquirer(() -> acquirerControl);
    private final List<StormTill> tills = new ArrayList<>();
    private Worker host;
    private Worker gateway;

    /**
     * Makes the keys, starts everything and enrols the tills.
     *
     * @param project where config is
     * @param database a JDBC address, or null for the file in the gateway's folder
     */
    Plant(Path project, Path home, @Nullable String database, SplittableRandom chance) throws InterruptedException {
        this.project = project;
        this.home = home;
        this.database = database;
        this.chance = chance;
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
                folder("gateway"),
                "--database",
                database == null ? "" : database + "?user=postgres"));
        host = Worker.start(hostRecipe());
        gateway = Worker.start(serving(Map.of()));
        for (int i = 0; i < TILLS; i++) {
            enrol(i);
        }
        for (int i = 0; i < TILLS; i++) {
            tills.add(new StormTill(
                    home.resolve("till" + i),
                    tid(i),
                    new StormCard(CARDS.get(i)),
                    List.of(URI.create("https://localhost:" + gatewayPort)),
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

    /** Waits for the gateway to die, which it may do by itself at the point it was told. */
    boolean gatewayDies(long withinMillis) throws InterruptedException {
        return gateway.ends(withinMillis);
    }

    void killGateway() {
        gateway.kill();
    }

    /**
     * Starts it again.
     *
     * @param armed whether it is told to die at some point; it may then do so before it serves, and is started once
     *     more
     * @return how often it was started
     */
    int startGateway(boolean armed) {
        if (armed) {
            String point = KILL_POINTS.get(chance.nextInt(KILL_POINTS.size())) + ":" + (1 + chance.nextInt(4));
            Optional<Worker> started = Worker.startOrDie(serving(Map.of("TIDEGATE_KILL_AT", point)));
            if (started.isPresent()) {
                gateway = started.get();
                return 1;
            }
        }
        gateway = Worker.start(serving(Map.of()));
        return armed ? 2 : 1;
    }

    /** SIGKILL to the acquirer, and a new start on its own books. */
    void bounceAcquirer() {
        host.kill();
        host = Worker.start(hostRecipe());
    }

    @Override
    public void close() {
        tills.forEach(StormTill::close);
        gateway.close();
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
                folder("gateway"),
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
                        "https://localhost:" + gatewayPort,
                        "--home",
                        folder("till" + number),
                        "--code",
                        code)));
    }

    private Worker.Recipe serving(Map<String, String> more) {
        return gatewayRecipe(more, "server", home.resolve("gateway.yml").toString());
    }

    private Worker.Recipe gatewayRecipe(Map<String, String> more, String... options) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GATEWAY_HOME",
                folder("gateway"),
                "GATEWAY_PROFILES",
                project.resolve("config/acquirers").toString(),
                "GATEWAY_PORT",
                "" + gatewayPort,
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
        }
        environment.putAll(more);
        return new Worker.Recipe(GATEWAY, log("gateway"), environment, List.of(options));
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
