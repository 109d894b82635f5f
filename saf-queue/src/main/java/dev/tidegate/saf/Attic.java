package dev.tidegate.saf;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What the scan at the start leaves to the archivist, and the lock that keeps it inside the journal's life. */
final class Attic {
    final Path journal;
    final InstantSource clock;
    final Bodies bodies;
    final List<Generation> superseded;
    final List<GenerationName> spent;
    final List<String> odd;
    final Inspection inspection;
    private final ReentrantLock working = new ReentrantLock();
    private volatile boolean closed;

    Attic(
            Path journal,
            InstantSource clock,
            Bodies bodies,
            List<Generation> superseded,
            List<GenerationName> spent,
            List<String> odd,
            Inspection inspection) {
        this.inspection = inspection;
        this.journal = journal;
        this.clock = clock;
        this.bodies = bodies;
        this.superseded = new ArrayList<>(superseded);
        this.spent = new ArrayList<>(spent);
        this.odd = List.copyOf(odd);
    }

    /** Whether the journal is being closed: a round ends after the generation that it is at. */
    boolean isClosed() {
        return closed;
    }

    ReentrantLock working() {
        return working;
    }

    /** Waits for the round that is going on. */
    void close() {
        closed = true;
        working.lock();
        try {
            closed = true;
        } finally {
            working.unlock();
        }
    }
}
