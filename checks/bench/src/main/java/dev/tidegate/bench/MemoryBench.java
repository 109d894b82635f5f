package dev.tidegate.bench;

import dev.tidegate.gateway.GatewayWork;
import dev.tidegate.gateway.capture.Question;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import dev.tidegate.gateway.store.Database;
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
import java.util.stream.Stream;

/**
 * Whether the gateway keeps anything of a message that is over: online sales one after the other, and after a full
 * collection what the heap holds and what the process has of the machine's memory, a tenth of the way in, in the middle
 * and at the end.
 */
final class MemoryBench {
    static final int MESSAGES_QUICK = 10_000;
    static final int MESSAGES = 50_000;

    private static final int TERMINALS = LinkBench.CALLERS;
    private static final int SALES_OF_A_TURN = 16;
    private static final int TENTH = 10;
    /** What is kept for each terminal, and what the JDK finds out about the code, is there after the first tenth. */
    private static final double HEAP_RATIO_MAX = 1.25;

    private static final double MEBIBYTE = 1 << 20;

    private final int messages;
    private final Path project;
    private final Consumer<String> progress;

    /** Mebibytes. */
    private record Memory(double heap, double resident) {
        static Memory now() throws IOException {
            System.gc();
            System.gc();
            double heap =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
                double kibibytes = lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                        .sum();
                return new Memory(heap, kibibytes / (1 << 10));
            }
        }
    }

    MemoryBench(int messages, Path project, Consumer<String> progress) {
        this.messages = messages;
        this.project = project;
        this.progress = progress;
    }

    List<DiskFigure> run() throws IOException {
        Path folder = Files.createTempDirectory("tidegate-memory");
        Profile profile = ProfileReader.read(project.resolve("config/acquirers/iso87-generic"), name -> null);
        List<OpenLink> opened = new ArrayList<>();
        try (EchoHost host = new EchoHost(LinkBench.STAN_AT, LinkBench.RRN_AT, 0);
                GatewayWork work = new GatewayWork(
                        folder,
                        profile,
                        new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", ""),
                        TERMINALS,
                        (codec, its) -> {
                            OpenLink link = new OpenLink(codec, its, host.port());
                            opened.add(link);
                            return link.link();
                        })) {
            progress.accept("Asking " + messages + " times …");
            ask(work, messages / TENTH);
            Memory start = Memory.now();
            ask(work, messages / 2 - messages / TENTH);
            Memory middle = Memory.now();
            ask(work, messages - messages / 2);
            return figures(start, middle, Memory.now());
        } finally {
            opened.forEach(OpenLink::close);
        }
    }

    private List<DiskFigure> figures(Memory start, Memory middle, Memory end) {
        DiskFigure first = mebibytes("heapStart", "heap after " + messages / TENTH + " messages", start.heap());
        return List.of(
                first,
                mebibytes("heapMiddle", "  after " + messages / 2, middle.heap()),
                mebibytes("heapEnd", "  after " + messages, end.heap())
                        .beside(first)
                        .atMost(HEAP_RATIO_MAX),
                mebibytes("residentStart", "resident after " + messages / TENTH + " messages", start.resident()),
                mebibytes("residentMiddle", "  after " + messages / 2, middle.resident()),
                mebibytes("residentEnd", "  after " + messages, end.resident()));
    }

    private static DiskFigure mebibytes(String name, String what, double value) {
        return DiskFigure.of(name, what, "MiB", value, 0);
    }

    // A turn at a time: what is sealed for later would be counted as kept.
    private static void ask(GatewayWork work, int sales) {
        GatewayWork.Goods goods = new GatewayWork.Goods(TidegateLink.TAGS, Sample.sale());
        for (int asked = 0; asked < sales; asked += TERMINALS * SALES_OF_A_TURN) {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> done = new ArrayList<>();
                for (int till = 0; till < TERMINALS; till++) {
                    List<Question> its = work.questions(till, SALES_OF_A_TURN, goods);
                    done.add(callers.submit(() -> its.forEach(MemoryBench.asking(work))));
                }
                for (Future<?> one : done) {
                    var ignored = one.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Consumer<Question> asking(GatewayWork work) {
        return question -> {
            if (!work.ask(question)) {
                throw new IllegalStateException("a sale that the host approves is not approved");
            }
        };
    }
}
