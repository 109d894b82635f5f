package dev.tidegate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate bench gateway}: the gateway's work on one message. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the gateway's codec per second of CPU time of one core, beside jPOS bare in the same run:",
            "one 0200 of 345 bytes built and packed, one 0210 of 345 bytes read. Writes target/bench/gateway.json.",
            "About two minutes; --quick about half a minute."
        })
final class GatewayCommand implements Callable<Integer> {
    private static final String BARE = "bare";
    /** 6 microseconds of CPU each. */
    private static final double CODEC_RATE = 1_000_000 / 6.0;

    /** The order is that of the table; what others are compared with comes first. */
    static final List<Line> LINES = List.of(
            Line.alone(BARE, "jPOS bare: the same fields packed and unpacked, nothing checked"),
            Line.beside(BARE, "codec", "codec: a 0200 built and packed, a 0210 read, both strictly")
                    .atLeast(CODEC_RATE),
            Line.beside(BARE, "pack", "of it: built and packed"),
            Line.beside(BARE, "unpack", "of it: read"));

    @Option(names = "--quick", description = "Shorter: a first impression, no figure to quote.")
    private boolean quick;

    @Option(names = "--json", description = "Print the JSON instead of the table.")
    private boolean json;

    @Option(names = "--project", hidden = true, description = "Where target/bench is made.")
    private Path project = Path.of("").toAbsolutePath();

    @Override
    public Integer call() throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Measurement measurement = quick ? Measurement.QUICK : Measurement.WHOLE;
        String profiles = "-D" + GatewayBenchmarks.PROFILES + "=" + project.resolve("config/acquirers");
        List<Figure> figures = measurement.of(
                GatewayBenchmarks.class, LINES, line -> System.err.println("Measuring " + line.what() + " …"), profiles);
        Report report = new Report("gateway", measurement, figures);
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
}
