package dev.tidegate.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The short form of {@code tidegate storm seals}. */
final class SealStormTest {
    private static final int SEALS = 20_000;
    private static final int THREADS = 8;
    private static final long SEED = 20_261_122;

    @Test
    void seal_byEightThreads_allOpen() throws InterruptedException {
        AtomicLong told = new AtomicLong();

        SealStorm.Count count;
        try (SealStorm storm = SealStorm.brewing(SEED)) {
            count = storm.rage(SEALS, THREADS, told::addAndGet);
        }

        System.out.println("storm: " + count.opened() + " of " + SEALS + " seals by " + THREADS + " threads opened");
        assertThat(count.failures()).as("seed " + SEED).isEmpty();
        assertThat(count.opened()).isEqualTo(SEALS);
        assertThat(told).hasValue(SEALS);
    }
}
