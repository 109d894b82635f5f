package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.GoldenMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FrameTraceTest {
    private final List<FrameRecord> copied = new ArrayList<>();
    private final FrameTrace trace =
            new FrameTrace(GoldenMessages.CODEC, new AtomicLong(1000)::getAndIncrement, copied::add);

    @Test
    void record_message_isKeptMasked() {
        trace.record(FrameRecord.Direction.IN, 3, Messages.sale(), "");

        FrameRecord frame = trace.after(0, FrameTrace.PAGE_FRAMES_MAX).getFirst();
        assertThat(frame.n()).isEqualTo(1);
        assertThat(frame.monotonicNanos()).isEqualTo(1000);
        assertThat(frame.connection()).isEqualTo(3);
        assertThat(frame.mti()).isEqualTo("0200");
        assertThat(frame.fields()).containsEntry(2, "************0119").containsEntry(14, "****");
        assertThat(frame.hex()).contains("16************0119").doesNotContain(TestCard.APPROVES.pan);
    }

    @Test
    void recordUnreadable_frame_isCountedAndKeptWithoutItsBytes() {
        trace.recordUnreadable(2, "bytes are left over after the last field");

        assertThat(trace.unreadable()).isEqualTo(1);
        assertThat(trace.after(0, FrameTrace.PAGE_FRAMES_MAX))
                .singleElement()
                .satisfies(frame -> assertThat(frame.hex()).isEmpty())
                .satisfies(frame -> assertThat(frame.fault()).isEqualTo("bytes are left over after the last field"));
    }

    @Test
    void after_number_givesOnlyLaterFrames() {
        fill(3);

        assertThat(trace.after(2, FrameTrace.PAGE_FRAMES_MAX))
                .extracting(FrameRecord::n)
                .containsExactly(3L);
        assertThat(trace.after(3, FrameTrace.PAGE_FRAMES_MAX)).isEmpty();
    }

    @Test
    void after_manyFrames_givesAPage() {
        fill(FrameTrace.PAGE_FRAMES_MAX + 5);

        assertThat(trace.after(1, FrameTrace.PAGE_FRAMES_MAX)).hasSize(FrameTrace.PAGE_FRAMES_MAX);
    }

    @Test
    void record_moreThanAreKept_dropsTheOldest() {
        fill(FrameTrace.FRAMES_MAX + 2);

        assertThat(trace.after(0, FrameTrace.PAGE_FRAMES_MAX).getFirst().n()).isEqualTo(3);
    }

    private void fill(int frames) {
        for (int i = 0; i < frames; i++) {
            trace.record(FrameRecord.Direction.OUT, 1, Messages.echo(), "");
        }
    }
}
