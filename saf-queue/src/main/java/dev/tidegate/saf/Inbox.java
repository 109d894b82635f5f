package dev.tidegate.saf;

import dev.tidegate.core.port.JournalBrokenException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where callers leave their tickets and the writer takes all that wait at once. Every caller waits for its answer, so
 * there are never more tickets than threads.
 */
final class Inbox {
    /**
     * What the writer does next.
     *
     * @param isBeat whether the background's time has come
     * @param isLast whether the inbox is closed and empty
     */
    record Batch(List<Ticket> tickets, boolean isBeat, boolean isLast) {}

    /** Bounds what one force may find waiting: three megabytes of the largest records. */
    static final int BATCH_MAX = 256;
    /** Waiting alone measures the time between two beats; a writer that never waits counts batches. */
    private static final int BATCHES_BETWEEN_BEATS_MAX = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Ticket> waiting = new ArrayDeque<>();
    private final long beatNanos;
    private long nanosToBeat;
    private int batchesToBeat = BATCHES_BETWEEN_BEATS_MAX;
    private boolean closed;

    Inbox(Duration beat) {
        this.beatNanos = beat.toNanos();
        this.nanosToBeat = beatNanos;
    }

    /** Whether it is open and nobody waits. */
    boolean isIdle() {
        lock.lock();
        try {
            return waiting.isEmpty() && !closed;
        } finally {
            lock.unlock();
        }
    }

    void put(Ticket ticket) {
        lock.lock();
        try {
            if (closed) {
                throw new JournalBrokenException("the journal is closed");
            }
            waiting.add(ticket);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a ticket, a beat or the end. */
    void await() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed && nanosToBeat > 0) {
                nanosToBeat = changed.awaitNanos(nanosToBeat);
            }
        } catch (InterruptedException e) {
            // The writer is nobody else's thread: whoever wakes it up only makes it look earlier.
        } finally {
            lock.unlock();
        }
    }

    /** Takes what waits, which may be nothing. */
    Batch take() {
        lock.lock();
        try {
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in from now on; who waits is still served. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private Batch next() {
        List<Ticket> tickets = new ArrayList<>();
        while (!waiting.isEmpty() && tickets.size() < BATCH_MAX) {
            tickets.add(waiting.remove());
        }
        boolean isBeat = nanosToBeat <= 0 || --batchesToBeat <= 0;
        if (isBeat) {
            nanosToBeat = beatNanos;
            batchesToBeat = BATCHES_BETWEEN_BEATS_MAX;
        }
        return new Batch(tickets, isBeat, closed && tickets.isEmpty());
    }
}
