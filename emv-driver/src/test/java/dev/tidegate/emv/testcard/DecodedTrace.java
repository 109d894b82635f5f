package dev.tidegate.emv.testcard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The decoded text of a recorded transaction, another project's: what it says a command or an answer holds.
 *
 * <pre>
 * C-APDU: Generate AC (ARQC): …
 *   9F02 (amount authorized): 000000001000
 * R-APDU: 9000
 *   77 (response template): …
 *     9F36 (ATC): 65
 * </pre>
 */
public record DecodedTrace(List<Exchange> exchanges) {
    /** One command and its answer, as far as the text tells them. */
    public record Exchange(String title, List<Line> command, List<Line> answer) {}

    /** One line about a tag: its value as text, or the length that a list asks for. */
    public record Line(String tag, String value, int asked) {}

    private static final Pattern VALUE =
            Pattern.compile("^ +([0-9A-F]{2,6}) \\([^)]*(?:\\([^)]*\\)[^)]*)?\\):(?: (.*))?$");
    private static final Pattern ASKED = Pattern.compile("^ +([0-9A-F]{2,6}) \\(.*\\) (\\d+) bytes$");

    public DecodedTrace {
        exchanges = List.copyOf(exchanges);
    }

    public static DecodedTrace read(String path) {
        List<Exchange> found = new ArrayList<>();
        boolean inAnswer = false;
        for (String line : Vectors.lines(path)) {
            if (line.startsWith("C-APDU: ")) {
                found.add(new Exchange(line.substring(8), new ArrayList<>(), new ArrayList<>()));
                inAnswer = false;
            } else if (line.startsWith("R-APDU: ")) {
                inAnswer = true;
            } else if (!found.isEmpty()) {
                Exchange current = found.getLast();
                add(line, inAnswer ? current.answer() : current.command());
            }
        }
        return new DecodedTrace(found);
    }

    private static void add(String line, List<Line> lines) {
        Matcher value = VALUE.matcher(line);
        Matcher asked = ASKED.matcher(line);
        if (asked.matches()) {
            lines.add(new Line(asked.group(1), "", Integer.parseInt(asked.group(2))));
        } else if (value.matches()) {
            lines.add(new Line(value.group(1), value.group(2) == null ? "" : value.group(2), -1));
        }
    }
}
