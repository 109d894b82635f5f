package dev.tidegate.simulator.hsm;

import java.time.Duration;

/** What the module does instead of answering. */
record Fault(Mode mode, Duration pause) {
    /** Longer than any client waits. */
    static final int MILLIS_MAX = 60_000;

    /** Names of the control API, in lower case. */
    enum Mode {
        NONE,
        SILENT,
        SLOW,
        DROP,
        GARBAGE
    }

    static final Fault NO = new Fault(Mode.NONE, Duration.ZERO);
}
