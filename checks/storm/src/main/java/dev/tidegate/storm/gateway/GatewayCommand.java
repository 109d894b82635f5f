package dev.tidegate.storm.gateway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
            "Sells at four tills through a real gateway to a real acquirer while messages between the two are lost,",
            "doubled, late and cut off, and both processes are killed; then compares each payment with the acquirer's",
            "books. The suite takes a few schedules."
        })
public final class GatewayCommand implements Callable<Integer> {
    /** Where the gateway keeps its books. */
    enum Database {
        SQLITE,
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
                rage(home.resolve("sqlite"), null, first, first + half, bar);
            }
            if (half < count) {
                try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
                    String address = postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
                    rage(home.resolve("postgresql"), address, first + half, first + count, bar);
                }
            }
        }
        out.println(json ? tally.asJson(seed) : tally.inWords(seed));
        if (!tally.held()) {
            System.err.println("Logs and books: " + home);
        }
        return tally.held() ? 0 : 1;
    }

    private void rage(Path home, @Nullable String address, int from, int to, ProgressBar bar)
            throws IOException, InterruptedException {
        Files.createDirectories(home);
        try (GatewayStorm storm = new GatewayStorm(project.toAbsolutePath(), home, address, seed)) {
            for (int schedule = from; schedule < to; schedule++) {
                GatewayStorm.Ended ended = storm.play(schedule);
                tally.add(ended);
                if (!ended.held()) {
                    System.err.println(Tally.story(seed, ended));
                }
                bar.step();
            }
        }
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
