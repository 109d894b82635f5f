package dev.tidegate.till.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.crypto.ExportDamagedException;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.till.adopt.AdoptionImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidegate journal import}: this till adopts another till's export. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Checks another till's export and the gateway's grant for it, and keeps both in this till's folder. The "
                    + "till, which may be running, brings the records to the gateway: tidegate journal adopted says "
                    + "how far.",
            "May be repeated: what the gateway has already changes nothing."
        },
        footer = {
            "",
            "Exit codes: 0 taken; 1 refused, and the message says why and what to do; 2 wrong options;",
            "3 a file or folder cannot be read or written."
        })
final class ImportCommand implements Callable<Integer> {
    private static final int TAKEN = 0;
    private static final int REFUSED = 1;
    private static final int CANNOT = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The export.")
    private @Nullable Path file;

    @Option(names = "--grant", paramLabel = "GRANTFILE", required = true, description = "What grant-adoption printed.")
    private Path grant = Path.of("");

    @Option(names = "--home", paramLabel = "TILLHOME", required = true, description = "The folder of this till.")
    private Path home = Path.of("");

    @Option(names = "--json", description = "One object of JSON instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        if (file == null) {
            throw new IllegalStateException("picocli asks for the file");
        }
        try {
            return switch (new AdoptionImport(home, InstantSource.system()).take(file, grant)) {
                case AdoptionImport.Answer.Taken taken -> told(taken);
                case AdoptionImport.Answer.Refused(var why, var detail) -> {
                    say(why + (detail.isEmpty() ? "" : " (" + detail + ")") + ": " + why.words());
                    yield REFUSED;
                }
            };
        } catch (IOException | KeyFileException | ExportDamagedException e) {
            say("cannot: " + e.getMessage());
            return CANNOT;
        }
    }

    private int told(AdoptionImport.Answer.Taken taken) {
        ExportFacts facts = taken.facts();
        PrintWriter out = line().commandLine().getOut();
        if (json) {
            ObjectNode told = RecordJson.JSON.createObjectNode();
            told.put("folder", taken.at().folder().toString())
                    .put("till", facts.till().toString());
            told.put("records", facts.count()).put("first", facts.firstSeq());
            told.put("last", facts.lastSeq()).put("offered", facts.offered());
            told.put("again", taken.again());
            out.println(told);
        } else {
            out.println((taken.again() ? "was here, is brought again  " : "taken  ")
                    + taken.at().folder());
            out.println("till     " + facts.till());
            out.println("records  " + facts.count() + ", " + facts.firstSeq() + " to " + facts.lastSeq());
            if (!facts.offered()) {
                out.println("Some stored sales are not offered: the gateway starts them once that till is revoked.");
            }
            out.println("How far it is: tidegate journal adopted --home " + home);
        }
        out.flush();
        return TAKEN;
    }

    private void say(String words) {
        PrintWriter err = line().commandLine().getErr();
        err.println("tidegate journal import: " + words);
        err.flush();
    }

    private CommandSpec line() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli");
        }
        return spec;
    }
}
