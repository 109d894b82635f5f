package dev.tidegate.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidegate.gateway.codec.Explained;
import dev.tidegate.gateway.codec.Explainer;
import dev.tidegate.gateway.profile.ProfileHoleException;
import dev.tidegate.gateway.profile.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate decode --profile P < FILE}: explains one frame of an acquirer field by field. */
@Command(
        name = "tidegate decode",
        mixinStandardHelpOptions = true,
        version = "tidegate 0.1.0 (AGPL-3.0-or-later, source: see README)",
        description = {
            "Explains one frame of an acquirer, ours or the host's, from the standard input: hexadecimal digits",
            "(blanks do not matter) or the bytes themselves, with or without the length before the message.",
            "Card numbers show their last four digits; tracks, PIN blocks and private fields only their length.",
            "Ends with 0 where the frame is as the profile says, with 1 where it is not: the first byte that",
            "disagrees is named. 2: wrong options; 3: the profile or the input cannot be read."
        })
public final class DecodeCommand implements Callable<Integer> {
    static final int AGREES = 0;
    static final int DISAGREES = 1;
    static final int CANNOT_READ = 3;
    /** More than any frame. */
    static final int INPUT_BYTES_MAX = 1 << 20;

    private static final String ROW = "%6s %5s  %-5s %-40s %s%n";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream complaints;

    @Option(names = "--profile", required = true, description = "The profile's name: a folder of --profiles.")
    private String profile = "";

    @Option(names = "--profiles", description = "Where profiles are (default: ${DEFAULT-VALUE}).")
    private Path profiles = Path.of("config/acquirers");

    @Option(names = "--binary", description = "The input is bytes even if it looks like hexadecimal digits.")
    private boolean binary;

    @Option(names = "--json", description = "Print JSON instead of the table.")
    private boolean json;

    DecodeCommand(InputStream in, PrintStream out, PrintStream complaints) {
        this.in = in;
        this.out = out;
        this.complaints = complaints;
    }

    /** Runs the command and ends the process with its code. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(commandLine(System.in, out, System.err).execute(arguments));
    }

    static CommandLine commandLine(InputStream in, PrintStream out, PrintStream complaints) {
        return new CommandLine(new DecodeCommand(in, out, complaints))
                .setUsageHelpWidth(110)
                .setOverwrittenOptionsAllowed(true);
    }

    @Override
    public Integer call() throws IOException {
        byte[] given = in.readNBytes(INPUT_BYTES_MAX);
        byte[] frame = binary ? given : fromHex(given);
        if (frame.length == 0) {
            complaints.println("tidegate: there is no frame on the standard input");
            return CANNOT_READ;
        }
        Explained explained;
        try {
            explained = new Explainer(ProfileReader.read(profiles.resolve(profile), System::getenv)).explain(frame);
        } catch (ProfileHoleException e) {
            complaints.println("tidegate: " + e.getMessage());
            return CANNOT_READ;
        }
        if (json) {
            out.println(json(explained));
        } else {
            table(explained);
        }
        return explained.disagreement() == null ? AGREES : DISAGREES;
    }

    /** The bytes that hexadecimal digits stand for; what is none is taken as it is. */
    private static byte[] fromHex(byte[] given) {
        String text = new String(given, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
        boolean hex = text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
        return hex ? HexFormat.of().parseHex(text) : given;
    }

    private void table(Explained explained) {
        out.printf(
                Locale.ROOT,
                "%s, %d bytes%s%s%n",
                profile,
                explained.bytes(),
                explained.framed() ? " with what stands before the message" : "",
                explained.type().isEmpty() ? "" : ": " + explained.type() + " " + explained.meaning());
        out.printf(Locale.ROOT, ROW, "offset", "bytes", "field", "name", "value");
        for (Explained.Line line : explained.lines()) {
            String number = line.field() < 0 ? "" : String.valueOf(line.field());
            out.printf(Locale.ROOT, ROW, line.offset(), line.bytes(), number, line.name(), line.value());
            for (Explained.TagLine tag : line.tags()) {
                out.printf(Locale.ROOT, ROW, "", tag.bytes(), "  " + tag.tag(), tag.name(), tag.value());
            }
        }
        Explained.Disagreement found = explained.disagreement();
        out.println(
                found == null
                        ? "The frame is as the profile says. Authentication codes were not checked."
                        : "First disagreement at byte " + found.offset() + ", " + found.what());
    }

    private static String json(Explained explained) {
        try {
            return JsonMapper.builder().build().writeValueAsString(explained);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an explanation that is no JSON", e);
        }
    }
}
