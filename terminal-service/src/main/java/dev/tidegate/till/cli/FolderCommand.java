package dev.tidegate.till.cli;

import dev.tidegate.saf.JournalFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * A command that reads a journal's folder, or a copy of one: no key is needed, nothing is locked or changed, and a till
 * may be writing to it.
 */
abstract class FolderCommand implements Callable<Integer> {
    static final String EXIT_CODES =
            "Exit codes: 0 done; 1 nothing was found, or a part could not be read; 2 wrong options;";
    static final String EXIT_CODES_2 = "3 the folder cannot be read.";
    static final int DONE = 0;
    static final int ODD = 1;
    static final int WRONG_OPTIONS = 2;
    static final int CANNOT_READ = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "FOLDER",
            description = "The journal's folder, or the till's folder that holds it.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "JSON instead of text.")
    private boolean json;

    abstract int run(Path at, JournalFolder journal, PrintWriter out) throws IOException;

    @Override
    public final Integer call() {
        PrintWriter out = spec().commandLine().getOut();
        try {
            Path at = journalIn(folder == null ? Path.of(".") : folder);
            if (!Files.isDirectory(at)) {
                throw new IOException(at + " is no folder");
            }
            return run(at, JournalFolder.of(at), out);
        } catch (IOException e) {
            complain("cannot read: " + e.getMessage());
            return CANNOT_READ;
        } finally {
            out.flush();
        }
    }

    /** The journal's folder, given that or the till's. */
    static Path journalIn(Path folder) {
        Path inside = folder.resolve("journal");
        return Files.isDirectory(inside) ? inside : folder;
    }

    final boolean json() {
        return json;
    }

    final void complain(String words) {
        PrintWriter err = spec().commandLine().getErr();
        err.println("tidegate journal " + spec().name() + ": " + words);
        err.flush();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli");
        }
        return spec;
    }
}
