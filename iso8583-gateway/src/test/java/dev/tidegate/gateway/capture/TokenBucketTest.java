package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.capture.TokenBucket.Claim;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.CaptureRules.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {
    private final HandClock clock = new HandClock(Sales.SOLD_AT);
    private final TokenBucket bucket = new TokenBucket(new Rate(10, 8), clock);

    private int taken(Claim claim) {
        int taken = 0;
        while (bucket.take(claim)) {
            taken++;
        }
        return taken;
    }

    @ParameterizedTest
    @CsvSource({"FIRST, 8", "ADVICE, 6", "DEFERRED, 4"})
    void burst_full_leavesSomeForThoseBefore(Claim claim, int tokens) {
        assertThat(taken(claim)).isEqualTo(tokens);
    }

    @Test
    void burst_takenByDeferredSales_leavesAdvicesAndLiveSalesTheirs() {
        int deferred = taken(Claim.DEFERRED);
        int advices = taken(Claim.ADVICE);
        int first = taken(Claim.FIRST);

        assertThat(deferred).isEqualTo(4);
        assertThat(advices).isEqualTo(2);
        assertThat(first).isEqualTo(2);
    }

    @Test
    void second_gone_givesTheRate() {
        int before = taken(Claim.FIRST);
        clock.pass(Duration.ofMillis(500));

        assertThat(before).isEqualTo(8);
        assertThat(taken(Claim.FIRST)).isEqualTo(5);
    }

    @Test
    void year_gone_givesOneBurst() {
        int before = taken(Claim.FIRST);
        clock.pass(Duration.ofDays(366));

        assertThat(before).isEqualTo(8);
        assertThat(taken(Claim.FIRST)).isEqualTo(8);
    }

    @Test
    void clock_goneBack_givesNothing() {
        int before = taken(Claim.FIRST);
        clock.pass(Duration.ofHours(-1));

        assertThat(before).isEqualTo(8);
        assertThat(bucket.take(Claim.FIRST)).isFalse();
    }
}
