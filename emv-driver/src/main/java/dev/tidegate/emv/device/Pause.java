package dev.tidegate.emv.device;

import java.time.Duration;

/** Lets time pass between two questions. */
@FunctionalInterface
interface Pause {
    /** @throws InterruptedException the till ends; the caller stops asking */
    void of(Duration time) throws InterruptedException;
}
