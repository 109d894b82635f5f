package dev.tidegate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate bench emv}: what a kernel costs, without the card. */
@Command(
        name = "emv",
        mixinStandardHelpOptions = true,
        description = {
            "Measures whole transactions with test cards in this process: the kernel's CPU time without the",
            "card's, beside the bare RSA recoveries of the same transaction, and how many commands it takes.",
            "Writes target/bench/emv.json. About two minutes; --quick a few seconds."
        })
final class EmvCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "Shorter: a first impression, no figure to quote.")
    private boolean quick;

    @Option(names = "--json", description = "Print the JSON instead of the table.")
    private boolean json;

    @Option(names = "--transactions", hidden = true, description = "Shorter still: so many of each, none to warm up.")
    private int transactions;

    @Option(names = "--project", hidden = true, description = "Where target/bench is made.")
    private Path project = Path.of("").toAbsolutePath();

    @Override
    public Integer call() throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        EmvBench.Length usual = quick ? EmvBench.Length.QUICK : EmvBench.Length.WHOLE;
        EmvBench.Length length = transactions > 0 ? new EmvBench.Length(0, transactions) : usual;
        EmvReport report = new EmvReport(length, new EmvBench(length, System.err::println).run());
        Path file = Files.createDirectories(project.resolve("target/bench")).resolve("emv.json");
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
