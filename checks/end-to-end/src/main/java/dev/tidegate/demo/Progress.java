package dev.tidegate.demo;

import java.io.PrintStream;

/** Tells a person what is being played. Silent where a program listens. */
final class Progress {
    private final PrintStream out;
    private final boolean quiet;
    private final long start = System.nanoTime();

    Progress(PrintStream out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    void say(String line) {
        if (!quiet) {
            out.printf(java.util.Locale.ROOT, "%6.1f s  %s%n", seconds(), line);
            out.flush();
        }
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
