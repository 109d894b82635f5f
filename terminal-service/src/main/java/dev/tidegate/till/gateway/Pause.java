package dev.tidegate.till.gateway;

import java.time.Duration;

/** Waits: the wiring's way to let time pass. */
@FunctionalInterface
public interface Pause {
    /**
     * Returns after the time.
     *
     * @throws InterruptedException the till is stopping; the caller ends what it does
     */
    void of(Duration time) throws InterruptedException;
}
