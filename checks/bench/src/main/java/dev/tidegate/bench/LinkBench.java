package dev.tidegate.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The gateway's link by turns with jPOS' own, with the same message, the same host and as many callers. What is counted
 * is the CPU time of the whole process without the host's threads: making the message, sending it, reading its answer,
 * and all that the callers' waiting costs.
 */
final class LinkBench {
    /**
     * How long.
     *
     * @param warmUps round trips of each that are not counted
     * @param trips of each round
     * @param rounds of each link, by turns
     */
    record Length(int warmUps, int trips, int rounds) {
        static final Length QUICK = new Length(2_000, 2_000, 3);
        static final Length WHOLE = new Length(64_000, 64_000, 5);
    }

    /** One for each terminal. */
    static final int CALLERS = 64;
    /** The link alone, of jPOS' bare. */
    private static final double RATIO_MAX = 0.6;
    /** Message type, bitmap, then DE 2, 3, 4 and 7 in packed digits. */
    static final int STAN_AT = 33;

    static final int RRN_AT = 50;
    private static final double MICROS = 1_000.0;

    private final Length length;
    private final Path project;
    private final Consumer<String> progress;
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** What one round gave. */
    private record Result(double cpuMicros, double perSecond) {}

    LinkBench(Length length, Path project, Consumer<String> progress) {
        this.length = length;
        this.project = project;
        this.progress = progress;
    }

    List<DiskFigure> run() {
        Path folder = project.resolve("config/acquirers/iso87-generic");
        Profile profile = ProfileReader.read(folder, name -> null);
        byte[] message = TidegateLink.message(profile);
        try (EchoHost host = new EchoHost(STAN_AT, RRN_AT, 0);
                Round ours = new TidegateLink(profile, host.port(), CALLERS);
                Round theirs = new JposLink(folder.resolve("packager.xml"), message, host.port())) {
            progress.accept("Warming up " + CALLERS + " callers …");
            measure(ours, host, length.warmUps());
            measure(theirs, host, length.warmUps());
            List<Result> our = new ArrayList<>();
            List<Result> their = new ArrayList<>();
            for (int round = 1; round <= length.rounds(); round++) {
                progress.accept("Measuring the link, round " + round + " of " + length.rounds() + " …");
                our.add(measure(ours, host, length.trips()));
                their.add(measure(theirs, host, length.trips()));
            }
            return figures(message.length, our, their);
        }
    }

    private static List<DiskFigure> figures(int bytes, List<Result> our, List<Result> their) {
        DiskFigure jpos = DiskFigure.of(
                "linkJpos", "jPOS QMUX + ChannelAdaptor, bare: CPU each", "us", median(their, Result::cpuMicros), 0);
        return List.of(
                jpos,
                DiskFigure.of(
                                "link",
                                "link, " + CALLERS + " in flight, 0200 of " + bytes + " bytes: CPU each",
                                "us",
                                median(our, Result::cpuMicros),
                                0)
                        .beside(jpos)
                        .atMost(RATIO_MAX),
                DiskFigure.of("linkJposRate", "  jPOS, round trips", "per s", median(their, Result::perSecond), 0),
                DiskFigure.of("linkRate", "  link, round trips", "per s", median(our, Result::perSecond), 0));
    }

    private Result measure(Round link, EchoHost host, int trips) {
        AtomicLong wrong = new AtomicLong();
        int each = Math.max(1, trips / CALLERS);
        long cpu = cpuNanos(host);
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                done.add(callers.submit(() -> {
                    for (int turn = 0; turn < each; turn++) {
                        if (!link.trip(caller, turn)) {
                            wrong.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (wrong.get() > 0) {
            throw new IllegalStateException(wrong + " round trips were not approved");
        }
        int all = each * CALLERS;
        return new Result((cpuNanos(host) - cpu) / MICROS / all, all * 1e9 / Math.max(1, System.nanoTime() - start));
    }

    private long cpuNanos(EchoHost host) {
        long hosts = host.threads().stream()
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
                .sum();
        return system.getProcessCpuTime() - hosts;
    }

    private static double median(List<Result> results, ToDoubleFunction<Result> value) {
        double[] sorted = results.stream().mapToDouble(value).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
