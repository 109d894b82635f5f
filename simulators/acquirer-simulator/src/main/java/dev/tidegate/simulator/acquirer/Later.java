package dev.tidegate.simulator.acquirer;

import java.time.Duration;

/** Runs a task after a while, on a thread of its own. */
@FunctionalInterface
interface Later {
    void run(Duration after, Runnable task);
}
