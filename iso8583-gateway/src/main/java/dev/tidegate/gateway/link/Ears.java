package dev.tidegate.gateway.link;

import dev.tidegate.gateway.log.FactLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what a link hears, one call at a time and in order, on somebody else's thread. It takes every call; from
 * {@link #WAITING_MAX} on it says that no more should be read until half of them are done.
 */
final class Ears {
    /** A flood of answers that fit nothing is as long as this before the link reads no further. */
    static final int WAITING_MAX = 1_024;

    private static final FactLog LOG = FactLog.of(Ears.class);

    private final Executor workers;
    private final Runnable lighter;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /** @param lighter called when there is room again after {@link #isFull()} */
    Ears(Executor workers, Runnable lighter) {
        this.workers = workers;
        this.lighter = lighter;
    }

    void tell(Runnable call) {
        boolean start;
        synchronized (this) {
            waiting.add(call);
            start = !running;
            running = true;
        }
        if (start) {
            workers.execute(this::run);
        }
    }

    synchronized boolean isFull() {
        return waiting.size() >= WAITING_MAX;
    }

    private void run() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                LOG.broken("what the link heard could not be taken", e, Map.of());
            }
        }
    }

    private @Nullable Runnable next() {
        Runnable next;
        boolean half;
        synchronized (this) {
            half = waiting.size() == WAITING_MAX / 2;
            next = waiting.poll();
            running = next != null;
        }
        if (half) {
            lighter.run();
        }
        return next;
    }
}
