package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the till's own threads end. */
final class ThreadsTest {
    private static final Duration FOREVER = Duration.ofHours(1);

    private final Threads threads = new Threads();

    @Test
    @Timeout(60)
    void stop_aRoundOfUpkeepThatIsDueLater_isNotWaitedFor() {
        Future<?> later = threads.upkeep().schedule(() -> {}, 1, TimeUnit.HOURS);

        threads.stop(FOREVER);

        assertThat(later.isCancelled()).isTrue();
        assertThat(threads.upkeep().isTerminated()).isTrue();
    }

    @Test
    @Timeout(60)
    void stop_aRoundOfUpkeepThatRuns_isWaitedFor() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> running = threads.upkeep().submit(() -> {
            begun.countDown();
            while (!threads.upkeep().isShutdown()) {
                Thread.onSpinWait();
            }
            return !Thread.currentThread().isInterrupted();
        });
        begun.await();

        threads.stop(FOREVER);

        assertThat(running.resultNow()).as("it came to its own end").isTrue();
    }

    @Test
    @Timeout(60)
    void stop_aSaleThatWasHandedIn_isPlayed() {
        Future<?> sale = threads.sale().submit(() -> {});

        threads.stop(FOREVER);

        assertThat(sale.state()).isEqualTo(Future.State.SUCCESS);
    }
}
