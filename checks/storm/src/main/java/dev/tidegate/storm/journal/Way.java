package dev.tidegate.storm.journal;

import java.io.IOException;

/** One way to hurt a log while it works. */
interface Way {
    /** As it is called on the command line. */
    String name();

    /** How many runs, or images, the long form has. */
    int longCount();

    /** How many the short one has, which runs in each build. */
    int shortCount();

    /** Why it cannot run on this machine, empty where it can. */
    default String hindrance() {
        return "";
    }

    /** Whether it takes so long that it runs only when it is asked for by name. */
    default boolean isOnlyAskedFor() {
        return false;
    }

    /**
     * Runs and compares.
     *
     * @param seed all chance comes from it; how threads take turns does not
     */
    Verdict run(Engine engine, long seed, int count, Bench bench) throws IOException, InterruptedException;
}
