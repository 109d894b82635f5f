package dev.tidegate.till;

import java.io.PrintStream;

/** One line that fills up, for a person who waits: written anew only when it shows something else. */
final class ProgressBar {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final String what;
    private int shown = -1;

    ProgressBar(PrintStream out, String what) {
        this.out = out;
        this.what = what;
    }

    void at(long done, long total) {
        int percent = total <= 0 ? 100 : (int) Math.min(100, 100 * done / total);
        if (percent != shown) {
            shown = percent;
            int full = WIDTH * percent / 100;
            out.print("\r" + what + " [" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + percent + " %");
            out.flush();
        }
    }

    void end() {
        if (shown >= 0) {
            at(1, 1);
            out.println();
        }
    }
}
