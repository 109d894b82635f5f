package dev.tidegate.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.fixture.HandClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final AttemptLimit limit = new AttemptLimit(clock);

    private int heard(String address, int attempts) {
        int heard = 0;
        for (int i = 0; i < attempts; i++) {
            heard += limit.take(address) ? 1 : 0;
        }
        return heard;
    }

    @Test
    void address_thatAsksTooOften_isNotHeard() {
        assertThat(heard("192.0.2.1", 55)).isEqualTo(AttemptLimit.EACH_MAX);
        assertThat(heard("192.0.2.2", 1)).as("another address").isEqualTo(1);
    }

    @Test
    void address_whoseAttemptsWereGood_isHeardOn() {
        for (int i = 0; i < 200; i++) {
            assertThat(heard("192.0.2.1", 1)).as("attempt %d", i).isEqualTo(1);
            limit.giveBack("192.0.2.1");
        }

        assertThat(heard("192.0.2.1", 55)).as("guesses after them").isEqualTo(AttemptLimit.EACH_MAX);
    }

    @Test
    void address_afterAWhile_isHeardAgain() {
        assertThat(heard("192.0.2.1", 55)).isEqualTo(AttemptLimit.EACH_MAX);

        clock.pass(Duration.ofSeconds(2));
        assertThat(heard("192.0.2.1", 55)).isEqualTo(1);
        clock.pass(AttemptLimit.SPAN);
        assertThat(heard("192.0.2.1", 55)).isEqualTo(AttemptLimit.EACH_MAX);
        clock.pass(Duration.ofDays(400));
        assertThat(heard("192.0.2.1", 55)).as("never more than full").isEqualTo(AttemptLimit.EACH_MAX);
    }

    @Test
    void addresses_allTogether_areLimitedToo() {
        int heard = 0;
        for (int i = 0; i < 5_000; i++) {
            heard += heard("192.0.2." + i, 1);
        }

        assertThat(heard).isEqualTo(AttemptLimit.ALL_MAX);
    }

    @Test
    void clock_thatGoesBack_givesNothingAway() {
        assertThat(heard("192.0.2.1", 55)).isEqualTo(AttemptLimit.EACH_MAX);

        clock.pass(Duration.ofHours(-2));

        assertThat(heard("192.0.2.1", 55)).isZero();
    }
}
