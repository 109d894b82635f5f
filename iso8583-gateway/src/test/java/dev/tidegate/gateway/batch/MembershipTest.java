package dev.tidegate.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.batch.BatchStory.Item;
import dev.tidegate.gateway.batch.BatchView.Side;
import dev.tidegate.gateway.store.EventRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which booking lies in which batch, and what the sums are. */
class MembershipTest {
    @TempDir
    private Path folder;

    private static List<Item> items(BatchRig rig, long seq) {
        return rig.desk.story(BatchRig.LANE, seq).orElseThrow().items();
    }

    @Test
    void sale_captured_liesInTheBatchByTheEventOfItsAnswer() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId id = rig.sold(1250);

            EventRow last = rig.store.read(tables -> tables.events().of(id)).getLast();
            assertThat(items(rig, 0)).containsExactly(new Item(last.n(), id.toString(), "DEBIT", 1250, "EUR", 0));
        }
    }

    @Test
    void sale_declined_liesInNoBatch() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250, "51");

            assertThat(items(rig, 0)).isEmpty();
        }
    }

    @Test
    void sale_storedAndNotCaptured_isInNoSum() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.stored(1250);

            assertThat(rig.view().totals()).isEmpty();
            assertThat(rig.view().outstanding().stored()).isEqualTo(1);
        }
    }

    @Test
    void advice_captured_isInTheSums() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.stored(700);
            rig.link.answers("00");
            rig.engine.drain().doWork();

            assertThat(rig.view().totals()).containsEntry("EUR", new Side(1, 700, 0, 0));
        }
    }

    @Test
    void refund_captured_isACredit() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId sale = rig.sold(1250);
            rig.refunded(sale, 500);

            assertThat(rig.view().totals()).containsEntry("EUR", new Side(1, 1250, 1, 500));
        }
    }

    @Test
    void sale_reversed_isInNoSumAndBothChangesAreItems() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId id = rig.sold(1250);
            rig.sold(300);
            rig.reversed(id);

            assertThat(rig.view().totals()).containsEntry("EUR", new Side(1, 300, 0, 0));
            assertThat(items(rig, 0)).hasSize(3);
            assertThat(items(rig, 0).getLast().cancels())
                    .isEqualTo(items(rig, 0).getFirst().event());
        }
    }

    @Test
    void sale_reversedAfterItsBatchClosed_isInNoSumOfTheNext() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId id = rig.sold(1250);
            rig.link.answers("00");
            rig.closed();
            rig.reversed(id);

            assertThat(rig.view().totals()).isEmpty();
            assertThat(rig.view(1).totals()).containsEntry("EUR", new Side(1, 1250, 0, 0));
        }
    }

    @Test
    void sale_reversedAfterItsBatchClosed_isAReversalOfTheNextWhereThoseAreCounted() {
        Map<String, String> counted = Map.of("reversed: leftOut", "reversed: counted");
        try (BatchRig rig = new BatchRig(folder, BatchRig.edited(folder, counted))) {
            PaymentId id = rig.sold(1250);
            rig.link.answers("00");
            rig.closed();
            rig.reversed(id);
            rig.link.answers("00");
            rig.closed();

            assertThat(rig.link.last().text(76)).isEqualTo("0000000000");
            assertThat(rig.link.last().text(77)).isEqualTo("0000000001");
            assertThat(rig.link.last().text(89)).isEqualTo("0000000000001250");
            assertThat(rig.link.last().text(97)).isEqualTo("C0000000000001250");
        }
    }

    @Test
    void batches_ofATerminal_tileTheEvents() {
        try (BatchRig rig = new BatchRig(folder)) {
            for (int day = 0; day < 3; day++) {
                rig.sold(100 + day);
                rig.link.answers("00");
                rig.closed();
            }

            assertThat(rig.batches()).hasSize(4);
            for (int i = 1; i < rig.batches().size(); i++) {
                assertThat(rig.batches().get(i - 1).firstEvent())
                        .isEqualTo(rig.batches().get(i).end() + 1);
            }
        }
    }

    @Test
    void sale_capturedBeforeBatchesWereKept_isAddedToNone() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId id = rig.sold(1250);
            rig.sql("delete from batch_item");
            rig.sql("delete from batch");
            rig.refunded(id, 500);

            assertThat(rig.view().totals()).containsEntry("EUR", new Side(0, 0, 1, 500));
        }
    }
}
