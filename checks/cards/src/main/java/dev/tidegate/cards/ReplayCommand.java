package dev.tidegate.cards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.cards.Recording.UnusableException;
import dev.tidegate.emv.trace.TraceReplay;
import dev.tidegate.emv.trace.TraceReplay.Difference;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidegate card replay}: a recorded transaction through the kernel of today. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a recorded transaction through the kernel: the card answers as it did, and the terminal, the sale "
                    + "and the host are those of the file. Says where the kernel sends something else than "
                    + "was recorded.",
            "Card numbers, tracks, names and PINs are not shown."
        },
        footer = {
            "",
            "A difference is one of:",
            "  OTHER_VALUES   the same command with other values: both are shown, tag by tag",
            "  NOT_SENT       recorded, and not sent any more",
            "  NOT_RECORDED   sent now and not recorded: no such thing is on the card",
            "  AGAIN          sent once more than recorded",
            "",
            "Exit codes: 0 every command is as recorded; 1 there are differences;",
            "2 wrong options; 3 the file cannot be read, and the line is named.",
            "The format of trace files: docs/card-trace-v1.md."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String HIDDEN = "in values that are not shown";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A trace file, as card trace --record writes it.")
    private @Nullable Path file;

    @Option(names = "--json", description = "One object of JSON instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = line.getOut();
        Recording recording;
        try {
            recording = Recording.read(Objects.requireNonNull(file));
        } catch (UnusableException e) {
            line.getErr().println("card replay: " + e.getMessage());
            return CardCommand.CANNOT_READ;
        }
        TraceReplay replay = new TraceReplay(recording.transaction().exchanges());
        Ending ending =
                new Till(recording.transaction().terminal(), InstantSource.system()).play(recording.sale(), replay);
        int recorded = recording.transaction().exchanges().size();
        if (json) {
            out.println(json(ending, recorded, replay));
        } else {
            replay.differences().forEach(difference -> text(out, difference));
            Told.text(out, ending);
            Told.line(
                    out,
                    "commands",
                    String.format(
                            Locale.ROOT,
                            "%d recorded, %d sent as recorded, %d differences",
                            recorded,
                            replay.same(),
                            replay.differences().size()));
        }
        out.flush();
        return replay.differences().isEmpty() ? CardCommand.GOOD : CardCommand.DIFFERENT;
    }

    private static void text(PrintWriter out, Difference difference) {
        out.println(String.format(
                Locale.ROOT, "%2d  %-12s  %s", difference.number(), difference.kind(), difference.command()));
        difference.recorded().forEach(line -> out.println("      recorded  " + line));
        difference.sent().forEach(line -> out.println("      sent      " + line));
        if (isHidden(difference)) {
            out.println("      " + HIDDEN);
        }
    }

    private static boolean isHidden(Difference difference) {
        return difference.kind() == TraceReplay.Kind.OTHER_VALUES
                && difference.recorded().isEmpty()
                && difference.sent().isEmpty();
    }

    private static String json(Ending ending, int recorded, TraceReplay replay) {
        ObjectNode whole = new ObjectMapper().createObjectNode();
        whole.put("recorded", recorded);
        whole.put("same", replay.same());
        ArrayNode list = whole.putArray("differences");
        for (Difference difference : replay.differences()) {
            ObjectNode node = list.addObject()
                    .put("kind", difference.kind().name())
                    .put("number", difference.number())
                    .put("command", difference.command());
            strings(node.putArray("recorded"), difference.recorded());
            strings(node.putArray("sent"), difference.sent());
        }
        Told.json(whole.putObject("end"), ending);
        return whole.toPrettyString();
    }

    private static void strings(ArrayNode array, List<String> lines) {
        lines.forEach(array::add);
    }
}
