package dev.tidegate.gateway.capture;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turn on one terminal: one message at a time. A live sale goes before the drain's next message, a reversal before
 * a live sale.
 */
final class Lane {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition free = lock.newCondition();
    private boolean busy;
    private int liveWaiting;
    private long given;

    /**
     * Waits for the turn of a live sale.
     *
     * @return whether it has the turn now; then {@link #leave()} gives it back
     */
    boolean enterLive(Duration within) {
        lock.lock();
        liveWaiting++;
        try {
            long nanos = within.toNanos();
            while (busy && nanos > 0) {
                nanos = free.awaitNanos(nanos);
            }
            boolean mine = !busy;
            busy = true;
            return mine;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            liveWaiting--;
            lock.unlock();
        }
    }

    /**
     * Takes the turn for the drain, if it is free.
     *
     * @param reversal whether a reversal is due, which goes before live sales
     * @return whether it has the turn now; then {@link #leave()} gives it back
     */
    boolean enterDrain(boolean reversal) {
        lock.lock();
        try {
            boolean mine = !busy && (reversal || liveWaiting == 0);
            busy |= mine;
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a live sale waits for the turn. */
    boolean isWaitedFor() {
        lock.lock();
        try {
            return liveWaiting > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the turn back. */
    void leave() {
        lock.lock();
        try {
            busy = false;
            given++;
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody gives the turn back, or the time is over. */
    void awaitTurn(Duration within) {
        lock.lock();
        try {
            long seen = given;
            long nanos = within.toNanos();
            while (given == seen && nanos > 0) {
                nanos = free.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
