package dev.tidegate.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Where a person types what nobody else may see. */
@FunctionalInterface
public interface SecretInput {
    /** Longer than any passphrase or part. */
    int CHARACTERS_MAX = 1_024;

    /** One line, which the caller wipes; empty where there is none. */
    char[] line(String question);

    /** The terminal, without echo; where there is none, lines of the input. */
    static SecretInput ofThisProcess() {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            return lines(System.in);
        }
        return question -> {
            char[] typed = console.readPassword("%s: ", question);
            return typed == null ? new char[0] : typed;
        };
    }

    /** Lines of ASCII. */
    static SecretInput lines(InputStream in) {
        return question -> {
            char[] line = new char[CHARACTERS_MAX];
            int length = 0;
            try {
                for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                    if (length < CHARACTERS_MAX && c != '\r') {
                        line[length++] = (char) c;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            char[] typed = Arrays.copyOf(line, length);
            Arrays.fill(line, '\0');
            return typed;
        };
    }
}
