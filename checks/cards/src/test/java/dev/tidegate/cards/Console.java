package dev.tidegate.cards;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One command, and what it said. */
record Console(int code, String out, String err) {
    static Console run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CardCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = line.execute(words);
        return new Console(code, out.toString(), err.toString());
    }
}
