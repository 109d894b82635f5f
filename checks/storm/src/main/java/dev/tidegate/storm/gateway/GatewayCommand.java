package dev.tidegate.storm.gateway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate storm gateway}: fault schedules, and the acquirer's books compared after each. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = {
            "Sells at four tills through a real gateway, or through two on one PostgreSQL,",
            "to a real acquirer while messages between them are lost, doubled, late and cut",
            "off, and the processes are killed; then compares each payment with the",
            "acquirer's books. The suite takes a few schedules."
        })
public final class GatewayCommand implements Callable<Integer> {
    /** Where the books of the gateway are kept. */
    enum Database {
        /** One gateway. */
        SQLITE,
        /** Two gateways share it. */
        POSTGRESQL,
        /** Half of the schedules on each. */
        BOTH
    }

    @Option(names = "--count", paramLabel = "N", description = "How many schedules (default: ${DEFAULT-VALUE}).")
    private int count = 1_000;

    @Option(names = "--first", paramLabel = "N", description = "Begin with this one (default: ${DEFAULT-VALUE}).")
    private int first;

    @Option(names = "--seed", paramLabel = "S", description = "Which schedules (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--database",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Database database = Database.BOTH;

    @Option(
            names = "--plants",
            paramLabel = "N",
            description = "How many run side by side; a schedule waits more than it works (default: ${DEFAULT-VALUE}).")
    private int plants = 1;

    @Option(names = "--project", hidden = true)
    private Path project = Path.of("");

    @Option(names = "--json", description = "One line of JSON instead of words.")
    private boolean json;

    private final Tally tally = new Tally();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home = Files.createTempDirectory("gateway-storm");
        int half = database == Database.BOTH ? count / 2 : database == Database.SQLITE ? count : 0;
        try (ProgressBar bar = bar()) {
            if (half > 0) {
                rage(Database.SQLITE, home.resolve("sqlite"), plant -> null, first, first + half, bar);
            }
            if (half < count) {
                try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
                    rage(
                            Database.POSTGRESQL,
                            home.resolve("postgresql"),
                            plant -> made(postgres, plant),
                            first + half,
                            first + count,
                            bar);
                }
            }
        }
        out.println(json ? tally.asJson(seed) : tally.inWords(seed));
        if (!tally.held()) {
            System.err.println("Logs and books: " + home);
        }
        return tally.held() ? 0 : 1;
    }

    // Whichever plant is free takes the next schedule.
    private void rage(
            Database kind, Path home, IntFunction<@Nullable String> database, int from, int to, ProgressBar bar)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> raging = new ArrayList<>();
            for (int i = 0; i < Math.min(plants, to - from); i++) {
                int plant = i;
                raging.add(side.submit(() -> {
                    Path place = Files.createDirectories(home.resolve("plant" + plant));
                    try (GatewayStorm storm =
                            new GatewayStorm(project.toAbsolutePath(), place, database.apply(plant), seed, plant)) {
                        for (int schedule = next.getAndIncrement(); schedule < to; schedule = next.getAndIncrement()) {
                            count(kind, storm.play(schedule), bar);
                        }
                    }
                    return plant;
                }));
            }
            for (Future<?> each : raging) {
                var ignored = each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a plant broke down, see " + home, e.getCause());
        }
    }

    private synchronized void count(Database kind, GatewayStorm.Ended ended, ProgressBar bar) {
        tally.add(ended);
        if (!ended.held()) {
            System.err.println(Tally.story(seed, kind, ended));
        }
        bar.step();
    }

    /** The address of a database of its own for that plant. */
    static String made(EmbeddedPostgres postgres, int plant) {
        String name = "plant" + plant;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL makes no database", e);
        }
        return postgres.getJdbcUrl("postgres", name).replaceAll("\\?.*", "");
    }

    private ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName("Schedules")
                .setInitialMax(count)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .build();
    }
}
