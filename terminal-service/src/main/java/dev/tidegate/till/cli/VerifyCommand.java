package dev.tidegate.till.cli;

import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.saf.JournalFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidegate journal verify}: an outsider's check of a copied folder. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a till's journal without any secret: structure, order, links, epochs, the till's signed "
                    + "checkpoints and the gateway's receipt. Reads a folder, best a copy of a stopped till's; changes "
                    + "nothing in it.",
            "Says what that proves and what it does not. Shows nothing of a sale."
        },
        footer = {
            "",
            "Exit codes: 0 all good; 1 something is bad, and the first place is named; 2 wrong options;",
            "3 a folder, file or certificate cannot be read."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int CANNOT_READ = 3;
    /** A smaller folder is read before anybody asks. */
    private static final long LONG_BYTES_MIN = 64L * 1024 * 1024;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The journal's folder, or the till's folder that holds it.")
    private @Nullable Path folder;

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            description = "The device authority's certificate: device-ca.p12 with its password beside it, or PEM. "
                    + "Without it signatures are checked, but not whose they are.")
    private @Nullable Path authority;

    @Option(
            names = "--chain-secret-state",
            paramLabel = "FILE",
            description = "A chain key, only read: chain.state of the till, for records that it does not know yet, or "
                    + "the secret of its enrolment (32 bytes), for all. With it MACs are checked.")
    private @Nullable Path keyFile;

    @Option(
            names = "--every-signature",
            description =
                    "Looks at every signature of a journal of more than 64 MiB, too. Otherwise at the last one of "
                            + "each run of links, which stands for those before it; at all where anything is wrong.")
    private boolean everySignature;

    @Option(names = "--json", description = "One object of JSON instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = writer(true);
        try {
            Path journal = journal();
            SignatureCheck signatures =
                    authority == null ? SignatureCheck.notAnchored() : SignatureCheck.under(authority);
            FolderCheck.Means means = new FolderCheck.Means(signatures, authority != null, keyFile);
            FolderReport report = check(journal, means);
            out.print(json ? ReportJson.of(report) : ReportText.of(report));
            return report.isGood() ? GOOD : BAD;
        } catch (IOException | KeyFileException e) {
            writer(false).println("tidegate journal verify: cannot read: " + e.getMessage());
            return CANNOT_READ;
        } finally {
            out.flush();
        }
    }

    // In a long journal a checkpoint's signature costs more than the 64 records under it. Whatever is not right there
    // is
    // looked for again, slowly, so that the first bad place is named.
    private FolderReport check(Path journal, FolderCheck.Means means) throws IOException {
        long bytes = size(journal);
        boolean every = everySignature || bytes < LONG_BYTES_MIN;
        FolderReport report = new FolderCheck(journal, means, every, progress(bytes)).run();
        return every || report.isGood() ? report : new FolderCheck(journal, means, true, progress(bytes)).run();
    }

    private Path journal() {
        if (folder == null) {
            throw new IllegalStateException("picocli asks for the folder");
        }
        Path inside = folder.resolve("journal");
        return Files.isDirectory(inside) ? inside : folder;
    }

    private static long size(Path journal) throws IOException {
        return JournalFolder.of(journal).bytes();
    }

    private LongConsumer progress(long bytes) {
        if (bytes < LONG_BYTES_MIN) {
            return done -> {};
        }
        PrintWriter to = writer(false);
        long[] tenths = {0};
        return done -> {
            long now = 10 * done / bytes;
            if (now > tenths[0]) {
                tenths[0] = now;
                to.println("… " + 10 * now + " % of " + bytes / (1024 * 1024) + " MiB");
                to.flush();
            }
        };
    }

    private PrintWriter writer(boolean result) {
        if (spec == null) {
            throw new IllegalStateException("run by picocli");
        }
        return result ? spec.commandLine().getOut() : spec.commandLine().getErr();
    }
}
