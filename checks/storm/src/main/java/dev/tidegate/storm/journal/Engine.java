package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of {@link Log}. Has a constructor without arguments, as a child process makes one from its name. */
interface Engine {
    /** Makes what a new log needs in an existing folder. */
    void prepare(Path home) throws IOException;

    /**
     * Opens the log in a folder, recovering what a crash has left.
     *
     * @param beforeForce called between a write and its force, on the thread that does both
     */
    Log open(Path home, Runnable beforeForce);

    /** Bytes that are in the file of the log where a sale is, to find out whether a missing one is hidden or gone. */
    byte[] trace(long number);
}
