package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A frame on its way: whoever comes first has it. */
class HandoverTest {
    private static final Duration NOW = Duration.ofMillis(1);

    private final byte[] frame = {1, 2, 3};
    private final Handover handover = new Handover(frame);

    @Test
    void frame_takenBackInTime_neverLeavesAndIsZeros() {
        assertThat(handover.await(NOW)).isFalse();

        assertThat(handover.take()).isFalse();
        assertThat(frame).containsOnly(0);
    }

    @Test
    void frame_takenByTheConnection_countsAsLeftWhateverHappens() {
        assertThat(handover.take()).isTrue();

        assertThat(handover.await(NOW)).isTrue();
        assertThat(frame).containsExactly(1, 2, 3);
    }

    @Test
    void frame_ofWhichTheSocketTookNoByte_hasNotLeft() {
        assertThat(handover.take()).isTrue();
        handover.end(false);

        assertThat(handover.await(NOW)).isFalse();
        assertThat(frame).containsOnly(0);
    }

    @Test
    void frame_written_hasLeftAndIsZeros() {
        assertThat(handover.take()).isTrue();
        handover.end(true);

        assertThat(handover.await(NOW)).isTrue();
        assertThat(frame).containsOnly(0);
    }

    @Test
    void frame_whoseOwnerIsInterrupted_isTakenBack() {
        Thread.currentThread().interrupt();

        assertThat(handover.await(Duration.ofSeconds(10))).isFalse();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(handover.take()).isFalse();
    }
}
