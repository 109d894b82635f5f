package dev.tidegate.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.tidegate.gateway.GatewayWork;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.link.AcquirerLink;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import dev.tidegate.gateway.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * How many records a second tills can bring after an outage: opened, stored and acknowledged, with PostgreSQL on the
 * same cores. Half of them say that a sale was stored, half that a person was told.
 */
final class IntakeBench {
    /**
     * How much.
     *
     * @param warmUps batches of each till that are not counted
     * @param batches of each till
     */
    record Length(int tills, int warmUps, int batches) {
        static final Length QUICK = new Length(4, 8, 16);
        static final Length WHOLE = new Length(8, 32, 80);
    }

    /**
     * How fast.
     *
     * @param cpuMicros of this process, for each record
     */
    private record Rate(double perSecond, double cpuMicros) {}

    /** What a till brings at once. */
    private static final int SALES_OF_A_BATCH = 32;

    private static final double RATE_MIN = 5_000;

    private static final double MICROS = 1_000.0;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Length length;
    private final Path project;
    private final Consumer<String> progress;

    IntakeBench(Length length, Path project, Consumer<String> progress) {
        this.length = length;
        this.project = project;
        this.progress = progress;
    }

    List<DiskFigure> run() throws IOException {
        Profile profile = ProfileReader.read(project.resolve("config/acquirers/iso87-generic"), name -> null);
        Path folder = Files.createTempDirectory("tidegate-intake");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
            Rate shared = rate(folder.resolve("postgresql"), profile, new Database(url, "postgres", ""));
            Rate alone = rate(
                    folder.resolve("sqlite"),
                    profile,
                    new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", ""));
            return List.of(
                    DiskFigure.of(
                                    "intake",
                                    "intake, PostgreSQL: opened, stored, acknowledged",
                                    "records/s",
                                    shared.perSecond(),
                                    0)
                            .atLeast(RATE_MIN),
                    DiskFigure.of("intakeSqlite", "  with SQLite", "records/s", alone.perSecond(), 0),
                    DiskFigure.of("intakeCpu", "  PostgreSQL, CPU of the gateway alone", "us", shared.cpuMicros(), 0),
                    DiskFigure.of("intakeSqliteCpu", "  SQLite, CPU of the gateway", "us", alone.cpuMicros(), 0));
        }
    }

    private Rate rate(Path folder, Profile profile, Database database) throws IOException {
        Files.createDirectories(folder);
        try (GatewayWork work =
                new GatewayWork(folder, profile, database, length.tills(), (codec, its) -> new Down())) {
            progress.accept("Sealing what " + length.tills() + " tills bring …");
            GatewayWork.Goods goods = new GatewayWork.Goods(TidegateLink.TAGS, Sample.sale());
            List<List<GatewayWork.Batch>> all = new ArrayList<>();
            for (int till = 0; till < length.tills(); till++) {
                all.add(work.made(till, length.warmUps() + length.batches(), SALES_OF_A_BATCH, goods));
            }
            int warm = length.warmUps();
            progress.accept("Measuring the intake …");
            bring(work, all.stream().map(till -> till.subList(0, warm)).toList());
            List<List<GatewayWork.Batch>> rest =
                    all.stream().map(till -> till.subList(warm, till.size())).toList();
            long records = rest.stream()
                    .flatMap(List::stream)
                    .mapToLong(batch -> batch.records().size())
                    .sum();
            long start = System.nanoTime();
            long cpu = system.getProcessCpuTime();
            bring(work, rest);
            return new Rate(
                    records * 1e9 / (System.nanoTime() - start), (system.getProcessCpuTime() - cpu) / MICROS / records);
        }
    }

    // Every till at once, as after an outage.
    private static void bring(GatewayWork work, List<List<GatewayWork.Batch>> tills) {
        try (ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            tills.forEach(till -> done.add(connections.submit(() -> till.forEach(work::take))));
            for (Future<?> one : done) {
                var ignored = one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing is sent while tills bring their sales. */
    private static final class Down implements AcquirerLink {
        @Override
        public boolean isUp() {
            return false;
        }

        @Override
        public boolean isAnswering() {
            return false;
        }

        @Override
        public Sending send(Outbound message) {
            return new Sending.NotWritten();
        }
    }
}
