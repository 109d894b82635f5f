package dev.tidegate.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import com.sun.management.OperatingSystemMXBean;
import dev.tidegate.gateway.GatewayWork;
import dev.tidegate.gateway.capture.Question;
import dev.tidegate.gateway.store.Database;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * What one exchange costs with everything on: INTENT and answer on disk, TLS, codes, masked logs; beside jPOS bare,
 * which does none of it. And how long a cardholder waits when a thousand a second ask.
 */
final class ExchangeBench {
    /**
     * How much: batches of each terminal that are not counted, rounds of one that are, and seconds at a thousand each.
     */
    record Length(int warmUps, int rounds, int seconds) {
        static final Length QUICK = new Length(4, 3, 3);
        static final Length WHOLE = new Length(12, 5, 15);
    }

    private static final int SALES_OF_A_BATCH = 32;

    private static final int RATE = 1_000;
    private static final long NOT_APPROVED = -1;
    private static final int TERMINALS = LinkBench.CALLERS;
    private static final double CPU_MAX = 1.5;
    private static final double LINK_THREADS_MAX = 3;
    private static final double WAIT_MAX = 3;
    private static final double MICROS = 1_000.0;

    private final Length length;
    private final Path project;
    private final Consumer<String> progress;
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    ExchangeBench(Length length, Path project, Consumer<String> progress) {
        this.length = length;
        this.project = project;
        this.progress = progress;
    }

    /** @param jpos what a bare round trip of jPOS costs, of the same run */
    List<DiskFigure> run(DiskFigure jpos) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tidegate-exchange");
        FileAppender<ILoggingEvent> log = logTo(folder.resolve("gateway.log"));
        List<OpenLink> opened = new ArrayList<>();
        Path file = folder.resolve("gateway.db");
        List<DiskFigure> figures = new ArrayList<>();
        try (SecuredLine line = new SecuredLine(folder);
                EchoHost host = new EchoHost(LinkBench.STAN_AT, LinkBench.RRN_AT, 0, line.door(), line.mac());
                GatewayWork work = new GatewayWork(
                        folder,
                        line.profile(project.resolve("config/acquirers/iso87-generic")),
                        line.mac(),
                        new Database("jdbc:sqlite:" + file, "", ""),
                        TERMINALS,
                        (codec, its) -> {
                            OpenLink link = new OpenLink(codec, its, host.port(), line.tls());
                            opened.add(link);
                            return link.link();
                        })) {
            figures.addAll(cpu(work, host, jpos));
            figures.addAll(waiting(work, folder));
        } finally {
            opened.forEach(OpenLink::close);
            log.stop();
        }
        progress.accept("The same rows by bare JDBC …");
        figures.addAll(2, new StatementFloor(file, TERMINALS * SALES_OF_A_BATCH).run(jpos, figures.getFirst()));
        return figures;
    }

    private List<DiskFigure> cpu(GatewayWork work, EchoHost host, DiskFigure jpos) throws InterruptedException {
        GatewayWork.Goods goods = new GatewayWork.Goods(TidegateLink.TAGS, Sample.sale());
        progress.accept("Sealing the sales of " + TERMINALS + " terminals …");
        List<List<GatewayWork.Batch>> all = new ArrayList<>();
        for (int till = 0; till < TERMINALS; till++) {
            all.add(work.made(till, length.warmUps() + length.rounds(), SALES_OF_A_BATCH, goods));
        }
        progress.accept("Exchanging, with rows, TLS, codes and logs …");
        for (int round = 0; round < length.warmUps(); round++) {
            exchange(work, all, round);
        }
        double[] whole = new double[length.rounds()];
        double[] store = new double[length.rounds()];
        for (int round = 0; round < length.rounds(); round++) {
            take(work, all, length.warmUps() + round);
            long before = cpuNanos(host);
            long storeBefore = threadNanos("store");
            work.drain();
            int sent = TERMINALS * SALES_OF_A_BATCH;
            store[round] = (threadNanos("store") - storeBefore) / MICROS / sent;
            whole[round] = (cpuNanos(host) - before) / MICROS / sent;
        }
        Arrays.sort(whole);
        Arrays.sort(store);
        long links = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("link-"))
                .count();
        return List.of(
                DiskFigure.of(
                                "exchange",
                                "exchange: rows, TLS, codes, logs: CPU each",
                                "us",
                                whole[whole.length / 2],
                                0)
                        .beside(jpos)
                        .atMost(CPU_MAX),
                DiskFigure.of("exchangeStore", "  of it on the database's thread", "us", store[store.length / 2], 0),
                DiskFigure.of("linkThreads", "threads of the link", "threads", (double) links, 0)
                        .atMost(LINK_THREADS_MAX));
    }

    private static void take(GatewayWork work, List<List<GatewayWork.Batch>> all, int round) {
        all.forEach(its -> work.take(its.get(round)));
    }

    private static void exchange(GatewayWork work, List<List<GatewayWork.Batch>> all, int round)
            throws InterruptedException {
        take(work, all, round);
        work.drain();
    }

    private long threadNanos(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
                .sum();
    }

    private long cpuNanos(EchoHost host) {
        long hosts = host.threads().stream()
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
                .sum();
        return system.getProcessCpuTime() - hosts;
    }

    // As they come, however long the others take: the wait is counted from when each should have been asked.
    private List<DiskFigure> waiting(GatewayWork work, Path folder) throws IOException, InterruptedException {
        GatewayWork.Goods goods = new GatewayWork.Goods(TidegateLink.TAGS, Sample.sale());
        int all = RATE * length.seconds();
        progress.accept("Sealing " + all + " online requests …");
        List<List<Question>> questions = new ArrayList<>();
        for (int till = 0; till < TERMINALS; till++) {
            questions.add(work.questions(till, all / TERMINALS + 1, goods));
        }
        progress.accept("Asking " + RATE + " a second …");
        Times floor = new Times();
        try (ForcedFile file = new ForcedFile(folder)) {
            for (int i = 0; i < RATE; i++) {
                long start = System.nanoTime();
                file.append(i);
                floor.add(System.nanoTime() - start);
            }
        }
        Times waits = new Times();
        int busy = 0;
        long each = TimeUnit.SECONDS.toNanos(1) / RATE;
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> asked = new ArrayList<>();
            for (int i = 0; i < all; i++) {
                long due = start + i * each;
                Question question = questions.get(i % TERMINALS).get(i / TERMINALS);
                while (System.nanoTime() < due) {
                    Thread.onSpinWait();
                }
                asked.add(callers.submit(() -> work.ask(question) ? System.nanoTime() - due : NOT_APPROVED));
            }
            for (Future<Long> one : asked) {
                long waited = one.get();
                busy += waited == NOT_APPROVED ? 1 : 0;
                waits.add(waited == NOT_APPROVED ? TimeUnit.MINUTES.toNanos(1) : waited);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        DiskFigure disk = DiskFigure.of("force", "one fdatasync of 4 KiB, 99 of 100", "us", floor.high(), floor.high());
        return List.of(
                disk,
                DiskFigure.of("wait", "online sale at 1,000/s, 99 of 100", "us", waits.high(), waits.high())
                        .beside(disk)
                        .atMost(WAIT_MAX),
                DiskFigure.of("waitMedian", "  half of them", "us", waits.median(), 0),
                DiskFigure.of("busy", "  told that the gateway is busy", "sales", busy, 0));
    }

    private static FileAppender<ILoggingEvent> logTo(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder layout = new PatternLayoutEncoder();
        layout.setContext(context);
        layout.setPattern("%d{ISO8601} %level %logger{0} %msg%n");
        layout.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(layout);
        appender.start();
        Logger ours = context.getLogger("dev.tidegate");
        ours.setLevel(Level.INFO);
        // To this file alone: a console beside it would be counted as well.
        ours.setAdditive(false);
        ours.addAppender(appender);
        return appender;
    }
}
