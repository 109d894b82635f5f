package dev.tidegate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate bench gateway}: what a message to an acquirer costs. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = {
            "codec: a 0200 of 345 bytes built and packed and a 0210 read, in CPU time of one core, beside",
            "jPOS bare. link: round trips to a host on loopback, 64 in flight, by the gateway's link and by",
            "jPOS' own in the same run with the same message: CPU time of the process without the host's.",
            "exchange: the same with rows on disk, TLS, codes and logs, beside the same rows written by bare",
            "JDBC; and how long an online sale waits at a thousand a second, beside one fdatasync.",
            "intake: records that tills bring after an outage, opened, stored and acknowledged, with",
            "PostgreSQL on the same cores, and with SQLite. drain: a thousand stored sales of twenty terminals",
            "to a host that takes a tenth of a second for each, beside what that host allows.",
            "memory: heap and resident memory over 50,000 online sales; --messages 1000000 is the long form.",
            "Writes target/bench/gateway.json. About ten minutes; --quick three."
        })
final class GatewayCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "Shorter: a first impression, no figure to quote.")
    private boolean quick;

    /** What can be measured alone. */
    enum Part {
        CODEC,
        LINK,
        EXCHANGE,
        INTAKE,
        DRAIN,
        MEMORY
    }

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Some parts alone: ${COMPLETION-CANDIDATES}.")
    private EnumSet<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "Messages of the part memory: 50,000, with --quick 10,000. A million take half an hour.")
    private int messages;

    @Option(names = "--json", description = "Print the JSON instead of the table.")
    private boolean json;

    @Option(names = "--project", hidden = true, description = "Where config is, and target/bench is made.")
    private Path project = Path.of("").toAbsolutePath();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<DiskFigure> figures = new ArrayList<>();
        for (Part part : parts) {
            figures.addAll(measured(part));
        }
        GatewayReport report = new GatewayReport(quick, figures);
        Path file = Files.createDirectories(project.resolve("target/bench")).resolve("gateway.json");
        Files.writeString(file, report.json() + "\n");
        if (json) {
            out.println(report.json());
        } else {
            report.table(out);
            out.println("JSON: " + file);
        }
        return 0;
    }

    private List<DiskFigure> measured(Part part) throws IOException, InterruptedException {
        Consumer<String> progress = System.err::println;
        return switch (part) {
            case CODEC -> CodecBench.run(quick, project, progress);
            case LINK ->
                new LinkBench(quick ? LinkBench.Length.QUICK : LinkBench.Length.WHOLE, project, progress).run();
            case EXCHANGE -> {
                DiskFigure jpos = new LinkBench(
                                quick ? LinkBench.Length.QUICK : LinkBench.Length.WHOLE, project, progress)
                        .run()
                        .getFirst();
                yield new ExchangeBench(
                                quick ? ExchangeBench.Length.QUICK : ExchangeBench.Length.WHOLE, project, progress)
                        .run(jpos);
            }
            case DRAIN -> new DrainBench(project, progress).run();
            case MEMORY -> new MemoryBench(messages(), project, progress).run();
            case INTAKE ->
                new IntakeBench(quick ? IntakeBench.Length.QUICK : IntakeBench.Length.WHOLE, project, progress).run();
        };
    }

    private int messages() {
        if (messages > 0) {
            return messages;
        }
        return quick ? MemoryBench.MESSAGES_QUICK : MemoryBench.MESSAGES;
    }
}
