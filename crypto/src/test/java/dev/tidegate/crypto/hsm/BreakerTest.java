package dev.tidegate.crypto.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidegate.core.port.HsmUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Closed, open, half open: by a clock that the test turns. */
final class BreakerTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicInteger calls = new AtomicInteger();
    private final Breaker breaker = new Breaker(now::get);

    @Test
    void call_threeFailures_areTriedAndTheFourthIsSpared() {
        fails(4);

        assertThat(calls).hasValue(3);
    }

    @Test
    void call_successBetween_startsTheCountAgain() {
        fails(2);
        succeeds();
        fails(2);
        succeeds();

        assertThat(calls).hasValue(6);
    }

    @Test
    void call_afterThePause_probesOnce() {
        fails(3);
        pass(Breaker.PAUSE);

        fails(2);

        assertThat(calls).as("the probe failed, so the next is spared").hasValue(4);
    }

    @Test
    void call_beforeThePauseHasPassed_isSpared() {
        fails(3);
        pass(Breaker.PAUSE.minusNanos(1));

        fails(1);

        assertThat(calls).hasValue(3);
    }

    @Test
    void call_probeThatSucceeds_closesIt() {
        fails(3);
        pass(Breaker.PAUSE);

        succeeds();
        succeeds();

        assertThat(calls).hasValue(5);
    }

    @Test
    void call_whileAProbeIsUnderWay_isSpared() throws InterruptedException {
        fails(3);
        pass(Breaker.PAUSE);
        CountDownLatch probing = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Thread probe = Thread.ofVirtual()
                .start(() -> assertThat(breaker.call(() -> {
                            probing.countDown();
                            await(enough);
                            return 1;
                        }))
                        .isEqualTo(1));
        probing.await();

        Throwable other = catchThrowable(() -> breaker.call(() -> 2));
        enough.countDown();
        probe.join();

        assertThat(other).isInstanceOf(HsmUnavailableException.class);
        succeeds();
    }

    // A mistake of ours says nothing of the module.
    @Test
    void call_otherExceptions_doNotTripIt() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> breaker.call(() -> {
                        calls.incrementAndGet();
                        throw new IllegalStateException("ours");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(calls).hasValue(10);
    }

    @Test
    void call_probeThatEndsInAMistake_letsTheNextProbe() {
        fails(3);
        pass(Duration.ofSeconds(6));
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw new IllegalStateException("ours");
                }))
                .isInstanceOf(IllegalStateException.class);

        succeeds();
    }

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> breaker.call(() -> {
                        calls.incrementAndGet();
                        throw new HsmUnavailableException("away");
                    }))
                    .isInstanceOf(HsmUnavailableException.class);
        }
    }

    private void succeeds() {
        assertThat(breaker.call(calls::incrementAndGet)).isPositive();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
