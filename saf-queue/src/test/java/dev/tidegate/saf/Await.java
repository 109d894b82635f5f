package dev.tidegate.saf;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for what another thread will bring about. */
final class Await {
    private static final int LOOKS_MAX = 3_000;

    private Await() {}

    /** Looks a hundred times a second, for half a minute. */
    static void until(BooleanSupplier condition) {
        Phaser nobody = new Phaser(1);
        for (int look = 0; look < LOOKS_MAX; look++) {
            if (condition.getAsBoolean()) {
                return;
            }
            try {
                nobody.awaitAdvanceInterruptibly(0, Duration.ofMillis(10).toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // It is time to look again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new AssertionError("it did not come about");
    }
}
