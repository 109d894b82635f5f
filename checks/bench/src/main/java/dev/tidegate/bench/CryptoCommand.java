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

/** {@code tidegate bench crypto}: sealing, opening, the chain, and the primitives under them. */
@Command(
        name = "crypto",
        mixinStandardHelpOptions = true,
        description = {
            "Measures sealing, opening and the chain per second of CPU time of one core,",
            "beside bare primitives of the same run. Writes target/bench/crypto.json.",
            "About four minutes; --quick about one and a half."
        })
final class CryptoCommand implements Callable<Integer> {
    private static final String BARE = "bareSeal";
    private static final String ECDH = "agreeBouncyCastle";

    /** The order is that of the table; what others are compared with comes first. */
    static final List<Line> LINES = List.of(
            Line.alone(BARE, "one bare HPKE seal, P-256, 1 KiB (Bouncy Castle)"),
            Line.beside(BARE, "sealAgain", "the same again, ephemeral key given (Bouncy Castle)"),
            Line.beside(BARE, "seal", "a whole seal: body, padding, HPKE, proof that it opens")
                    .atLeast(1_000)
                    .atMost(2.4),
            Line.alone(ECDH, "floor of an open: P-256 ECDH (Bouncy Castle)"),
            Line.beside(ECDH, "open", "open and read a body of 1 KiB").atLeast(3_000),
            Line.beside(ECDH, "agreeJdk", "P-256 ECDH (JDK, SunEC)"),
            Line.alone("hash", "floor of the chain: SHA-256 of one record"),
            Line.beside("hash", "accept", "gate: verify a record's link and MAC, read it")
                    .atLeast(300_000),
            Line.beside("hash", "acceptStored", "the same, a stored sale with its sealed body"),
            Line.alone("gcmJdk", "AES-256-GCM, 1 KiB (SunJCE)"),
            Line.beside("gcmJdk", "gcmBouncyCastle", "AES-256-GCM, 1 KiB (Bouncy Castle)"));

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
        List<Figure> figures = measurement.of(
                CryptoBenchmarks.class, LINES, line -> System.err.println("Measuring " + line.what() + " …"));
        Report report = new Report("crypto", measurement, figures);
        Path file = Files.createDirectories(project.resolve("target/bench")).resolve("crypto.json");
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
