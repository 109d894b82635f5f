package dev.tidegate.till.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.saf.JournalLockedException;
import dev.tidegate.till.cli.Export.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidegate journal export}: what the gateway has not acknowledged, in one sealed file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes every record that the gateway has not acknowledged into one file, so that another till can bring "
                    + "it. Bodies stay sealed to the gateway: whoever finds the file reads no card number.",
            "With --till-home, on the till itself and with the till stopped, stored sales are first offered in the "
                    + "till's own journal. Never do that with a copy of a till's folder: give the copy as FOLDER, "
                    + "which changes nothing in it."
        },
        footer = {
            "",
            "Exit codes: 0 written, and every stored sale in it is offered; 1 written, but some are not, or records",
            "behind a damage are left out: the message says which; 2 wrong options; 3 a folder or file cannot be read",
            "or written; 4 the till is running; 5 there is nothing to export."
        })
final class ExportCommand implements Callable<Integer> {
    private static final int WRITTEN = 0;
    private static final int WRITTEN_ODD = 1;
    private static final int WRONG_OPTIONS = 2;
    private static final int CANNOT = 3;
    private static final int RUNNING = 4;
    private static final int NOTHING = 5;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "The journal's folder, or the till's folder that holds it; a copy will do.")
    private @Nullable Path folder;

    @Option(
            names = "--till-home",
            paramLabel = "HOME",
            description = "The folder of the till itself, which is stopped: what is stored is offered first.")
    private @Nullable Path home;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write, anew.")
    private Path out = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "SEQ",
            description = "Begin with this record; without it with the first that the gateway has not acknowledged.")
    private long from;

    @Option(names = "--json", description = "One object of JSON instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        Path in = home != null ? home : folder;
        if (in == null || home != null && folder != null || from < 0) {
            return complain(WRONG_OPTIONS, "give FOLDER, or --till-home");
        }
        if (Files.exists(out)) {
            return complain(WRONG_OPTIONS, out + " is there already");
        }
        try {
            return told(new Export(FolderCommand.journalIn(in), home, out, from).write());
        } catch (JournalLockedException e) {
            return complain(RUNNING, "the till is running: stop it first, or give its folder as FOLDER");
        } catch (IOException | KeyFileException e) {
            return complain(CANNOT, "cannot: " + e.getMessage());
        }
    }

    private int told(Outcome outcome) {
        ExportFacts facts = outcome.facts();
        if (facts == null) {
            return complain(NOTHING, "the gateway has acknowledged every record that can be read: nothing to export");
        }
        PrintWriter to = line().commandLine().getOut();
        if (json) {
            ObjectNode told = RecordJson.JSON.createObjectNode();
            told.put("file", out.toString()).put("till", facts.till().toString());
            told.put("records", facts.count()).put("first", facts.firstSeq());
            told.put("last", facts.lastSeq()).put("offered", facts.offered());
            told.put("not_offered", outcome.notOffered()).put("left_out", outcome.leftOut());
            told.put("digest", facts.digest().hex());
            to.println(told);
        } else {
            to.println("written   " + out);
            to.println("till      " + facts.till());
            to.println("records   " + facts.count() + ", " + facts.firstSeq() + " to " + facts.lastSeq());
            to.println("digest    " + facts.digest().hex());
        }
        to.flush();
        if (!outcome.whyNotOffered().isEmpty()) {
            String ignored = say(outcome.notOffered() + " stored sales are not offered: " + outcome.whyNotOffered()
                    + ". The gateway starts them once this till is revoked there.");
        }
        if (outcome.leftOut() > 0) {
            String ignored = say(outcome.leftOut() + " records behind a damage are left out: keep the folder, and see "
                    + "tidegate journal verify");
        }
        return facts.offered() && outcome.leftOut() == 0 ? WRITTEN : WRITTEN_ODD;
    }

    private int complain(int code, String words) {
        String ignored = say(words);
        return code;
    }

    private String say(String words) {
        PrintWriter err = line().commandLine().getErr();
        err.println("tidegate journal export: " + words);
        err.flush();
        return words;
    }

    private CommandSpec line() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli");
        }
        return spec;
    }
}
