package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private Instant now = Samples.NOON;
    private final Breaker breaker = new Breaker(() -> now);

    @Test
    void enter_untilThreeFailuresInARow_isFree() {
        fail(2);
        assertThat(breaker.enter()).isTrue();
        breaker.worked();
        fail(2);

        assertThat(breaker.enter()).isTrue();
    }

    @Test
    void enter_afterThreeFailures_isShutForAPause() {
        fail(3);

        assertThat(breaker.enter()).isFalse();
        now = now.plus(Breaker.PAUSE).minusMillis(1);
        assertThat(breaker.enter()).isFalse();
    }

    @Test
    void enter_afterThePause_letsOneProbeThrough() {
        fail(3);
        now = now.plus(Breaker.PAUSE);

        assertThat(breaker.enter()).isTrue();
        assertThat(breaker.enter()).isFalse();
    }

    @Test
    void probe_thatWorks_opensTheWay() {
        fail(3);
        now = now.plus(Breaker.PAUSE);
        assertThat(breaker.enter()).isTrue();

        breaker.worked();

        assertThat(breaker.enter()).isTrue();
        assertThat(breaker.enter()).isTrue();
    }

    @Test
    void probe_thatFails_beginsThePauseAnew() {
        fail(3);
        now = now.plus(Breaker.PAUSE);
        assertThat(breaker.enter()).isTrue();

        breaker.failed();

        assertThat(breaker.enter()).isFalse();
        now = now.plus(Breaker.PAUSE);
        assertThat(breaker.enter()).isTrue();
    }

    @Test
    void enter_whenTheClockWasSetBack_letsAProbeThrough() {
        fail(3);
        now = now.minusSeconds(3_600);

        assertThat(breaker.enter()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}
