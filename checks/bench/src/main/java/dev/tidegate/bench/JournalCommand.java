package dev.tidegate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate bench journal}: the till's journal on a disk, beside that disk's floor and others. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = {
            "Measures append and force, one caller and sixteen, and the bytes that reach the disk, beside one",
            "fdatasync and beside a plain write-ahead log, SQLite, RocksDB and H2, in rounds by turns; then the",
            "start on a long journal, and its verification. Writes target/bench/journal.json.",
            "About four minutes; --quick one."
        })
final class JournalCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "Shorter: a first impression, no figure to quote.")
    private boolean quick;

    @Option(names = "--json", description = "Print the JSON instead of the table.")
    private boolean json;

    @Option(
            names = "--records",
            description = "Length of the journal for the start and the verification; 1,000,000, with --quick 100,000.")
    private int records;

    @Option(names = "--folder", description = "Where to measure; target/bench where it is not said.")
    private @Nullable Path folder;

    @Option(names = "--project", hidden = true, description = "Where target/bench is made.")
    private Path project = Path.of("").toAbsolutePath();

    @Override
    public Integer call() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path results = Files.createDirectories(project.resolve("target/bench"));
        Path home = Files.createTempDirectory(folder == null ? results : folder, "journal-");
        JournalReport report;
        try {
            JournalBench.Length length = quick ? JournalBench.Length.QUICK : JournalBench.Length.WHOLE;
            JournalReport speed =
                    new JournalBench(Files.createDirectory(home.resolve("speed")), length, System.err::println).run();
            int many = records > 0 ? records : quick ? 100_000 : 1_000_000;
            report = speed.with(many, new OpenBench(home.resolve("long"), project, many, System.err::println).run());
        } finally {
            delete(home);
        }
        Path file = results.resolve("journal.json");
        Files.writeString(file, report.json() + "\n");
        if (json) {
            out.println(report.json());
        } else {
            report.table(out);
            out.println("JSON: " + file);
        }
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
