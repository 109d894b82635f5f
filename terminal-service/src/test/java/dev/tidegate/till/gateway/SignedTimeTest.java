package dev.tidegate.till.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.fake.TestClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SignedTimeTest {
    private final TestClock clock = new TestClock();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final SignedTime time = new SignedTime(clock, nanos::get);

    @Test
    void instant_beforeAnyWord_isTheTillsClock() {
        clock.move(Duration.ofHours(1));

        assertThat(time.instant()).isEqualTo(Samples.NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void instant_afterAWord_isWhatWasToldAndWhatHasPassed() {
        time.heard(Samples.NOON.plusSeconds(500));
        clock.move(Duration.ofDays(-900));
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());

        assertThat(time.instant()).isEqualTo(Samples.NOON.plusSeconds(507));
    }

    @Test
    void heard_again_beginsAnew() {
        time.heard(Samples.NOON.plusSeconds(500));
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());

        time.heard(Samples.NOON.plusSeconds(3));

        assertThat(time.instant()).isEqualTo(Samples.NOON.plusSeconds(3));
    }
}
