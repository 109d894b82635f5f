package dev.tidegate.simulator.acquirer;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Time that a test lets pass: what was put off waits here. */
final class ManualLater implements Later {
    private final BlockingQueue<Put> puts = new LinkedBlockingQueue<>();

    /** Something put off, and for how long. */
    record Put(Duration by, Runnable task) {}

    @Override
    public void run(Duration after, Runnable task) {
        puts.add(new Put(after, task));
    }

    /** Waits until something is put off, and takes it. */
    Put next() throws InterruptedException {
        return puts.take();
    }

    boolean isEmpty() {
        return puts.isEmpty();
    }
}
