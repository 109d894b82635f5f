package dev.tidegate.storm.journal;

import java.nio.file.Path;

/**
 * The plain write-ahead log, for whoever wants to know how fast a log can be that keeps its word. It passes the same
 * storms as the journal, and belongs to the laboratory alone: no service may use it.
 */
public final class Yardstick implements AutoCloseable {
    private final PlainLog log;

    /** Opens it in an existing folder. */
    public Yardstick(Path folder) {
        this.log = PlainLog.open(folder, () -> {});
    }

    /** Appends a record of about one KiB, told apart by a number, and returns when it is on disk. Any thread. */
    public void append(long number) {
        Sighting ignored = log.append(number);
    }

    @Override
    public void close() {
        log.close();
    }
}
