package dev.tidegate.gateway.capture;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the drain that there may be work. Being told twice is as good as once. */
public final class Wake {
    private final Semaphore told = new Semaphore(0);

    public void up() {
        if (told.availablePermits() == 0) {
            told.release();
        }
    }

    /**
     * Waits until somebody tells, or the time is over.
     *
     * @throws InterruptedException the process ends
     */
    public void await(Duration within) throws InterruptedException {
        if (told.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
            told.drainPermits();
        }
    }
}
