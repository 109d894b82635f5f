package dev.tidegate.emv.testcard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A recorded transaction: commands and answers in their order. An answer that was not recorded is empty text. */
public record Trace(List<Exchange> exchanges) {
    /** One command and its answer, in hexadecimal digits. */
    public record Exchange(String command, String answer) {
        public String header() {
            return command.substring(0, Math.min(8, command.length()));
        }

        public boolean succeeded() {
            return answer.endsWith("9000");
        }

        /** The answer without its status word. */
        public String data() {
            return answer.substring(0, Math.max(0, answer.length() - 4));
        }
    }

    private static final Pattern COMMAND = Pattern.compile("(00A4|80A8|00B2|80CA|80AE|802A|0082|0088).*");

    public Trace {
        exchanges = List.copyOf(exchanges);
    }

    /** Reads the lines of a recording: a command, then its answer, if there was one. */
    public static Trace read(String path) {
        List<Exchange> found = new ArrayList<>();
        String command = "";
        for (String line : Vectors.lines(path)) {
            String hex = line.strip().toUpperCase(Locale.ROOT);
            boolean isCommand = COMMAND.matcher(hex).matches();
            if (isCommand && !command.isEmpty()) {
                found.add(new Exchange(command, ""));
            }
            if (!isCommand && !command.isEmpty()) {
                found.add(new Exchange(command, hex));
            }
            command = isCommand ? hex : "";
        }
        return new Trace(found);
    }
}
