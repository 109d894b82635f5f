package dev.tidegate.till.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.crypto.ExportDamagedException;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.ExportReader;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.till.adopt.AdoptedFolder;
import dev.tidegate.till.adopt.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidegate journal adopted}: what a till brings for others, and how far it is. */
@Command(
        name = "adopted",
        mixinStandardHelpOptions = true,
        description = "Lists the exports of other tills that this till brings to the gateway, and how far it is.",
        footer = {
            "",
            "Exit codes: 0 all done or on their way; 1 one has stopped and waits for a person; 2 wrong options;",
            "3 a folder or file cannot be read."
        })
final class AdoptedCommand implements Callable<Integer> {
    private static final int FINE = 0;
    private static final int STOPPED = 1;
    private static final int CANNOT = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--home", paramLabel = "TILLHOME", required = true, description = "The folder of this till.")
    private Path home = Path.of("");

    @Option(names = "--json", description = "One object of JSON instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            SignatureCheck signatures = new TillHome(home).signatureCheck();
            ArrayNode all = RecordJson.JSON.createArrayNode();
            boolean stopped = false;
            for (AdoptedFolder each : AdoptedFolder.all(home)) {
                Progress progress = each.progress();
                stopped |= progress.state() == Progress.State.STOPPED;
                ObjectNode one = all.addObject();
                one.put("folder", each.folder().toString())
                        .put("state", progress.state().name());
                one.put("code", progress.code()).put("sent", progress.sent());
                one.put("waiting", progress.waiting());
                put(one, each, signatures);
            }
            if (json) {
                out.println(RecordJson.JSON.createObjectNode().set("adopted", all));
            } else {
                all.forEach(one -> text(out, (ObjectNode) one));
                if (all.isEmpty()) {
                    out.println("nothing is adopted here");
                }
            }
            return stopped ? STOPPED : FINE;
        } catch (IOException | KeyFileException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("tidegate journal adopted: cannot read: " + e.getMessage());
            err.flush();
            return CANNOT;
        } finally {
            out.flush();
        }
    }

    private static void put(ObjectNode one, AdoptedFolder each, SignatureCheck signatures) throws IOException {
        try {
            ExportFacts facts = ExportReader.check(each.export(), signatures);
            one.put("till", facts.till().toString()).put("records", facts.count());
            one.put("first", facts.firstSeq()).put("last", facts.lastSeq());
        } catch (ExportDamagedException e) {
            one.put("damaged", e.code());
        }
    }

    private static void text(PrintWriter out, ObjectNode one) {
        out.println(one.path("folder").asText());
        out.println("  till     " + one.path("till").asText("unknown"));
        out.println("  records  " + one.path("first").asLong() + " to "
                + one.path("last").asLong());
        out.println("  " + words(one));
    }

    private static String words(ObjectNode one) {
        return switch (Progress.State.valueOf(one.path("state").asText())) {
            case SENDING ->
                "on its way: acknowledged up to record " + one.path("sent").asLong();
            case STOPPED -> "STOPPED: " + one.path("code").asText() + "; see \"a till that died\" in ops-runbook.md";
            case DONE ->
                "done: the gateway has signed for every record; this folder may be removed"
                        + (one.path("waiting").asInt() == 0
                                ? ""
                                : ". " + one.path("waiting").asInt()
                                        + " stored sales wait there: that till has not offered them. Revoke it at the "
                                        + "gateway and import again");
        };
    }
}
