package dev.tidegate.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.store.BatchMessage;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.BatchRow.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that wants each message of a batch again, because the sums differ. */
class UploadTest {
    private static final Duration A_WHILE = Duration.ofMinutes(20);

    @TempDir
    private Path folder;

    @Test
    void close_outOfBalance_tellsEachMessageAgainAndThenTheSums() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            PaymentId gone = rig.sold(900);
            rig.sold(300);
            rig.reversed(gone);
            List<String> references = rig.link.sent().stream()
                    .filter(m -> m.type().equals("0200") && !m.text(4).endsWith("900"))
                    .map(m -> m.text(37))
                    .toList();
            rig.link
                    .answersWith(m -> BatchRig.sums(m, "95", 1, 1250))
                    .answers("00")
                    .answers("00")
                    .answersWith(m -> BatchRig.sums(m, "00", 2, 1550));
            rig.closed();

            assertThat(rig.sentForBatches()).containsExactly("0500", "0320", "0320", "0500");
            List<WireMessage> uploads = rig.link.sent().stream()
                    .filter(m -> m.type().equals("0320"))
                    .toList();
            assertThat(uploads).extracting(m -> m.text(37)).containsExactlyElementsOf(references);
            assertThat(uploads.getFirst().text(90)).startsWith("0200");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.details("UPLOAD_BEGUN")).singleElement().asString().contains("-3.00 EUR");
        }
    }

    // A batch has no most: what one look does not reach, the next one does.
    @Test
    void left_ofMoreThanOneLookTakes_isFoundBehindWhatWasTold() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.sold(300);
            rig.sold(450);
            rig.link.answers("95").answers("00").answers("00").staysSilent();
            rig.closed();

            rig.store.change(tables -> {
                BatchRow batch = tables.batches().of(BatchRig.LANE).stream()
                        .filter(one -> one.seq() == 1)
                        .findFirst()
                        .orElseThrow();
                List<BatchMessage> said = tables.batchMessages().of(batch);
                for (int most = 1; most <= 4; most++) {
                    assertThat(Uploads.left(tables, rig.profile, batch, said, most))
                            .as("%s at once", most)
                            .extracting(item -> item.minor())
                            .containsExactly(450L);
                }
            });
        }
    }

    @Test
    void upload_refused_isToldToFinanceAndTheRestGoesOn() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId first = rig.sold(1250);
            rig.sold(300);
            rig.link.answers("95").answers("13").answers("00").answers("00");
            rig.closed();

            assertThat(rig.sentForBatches()).containsExactly("0500", "0320", "0320", "0500");
            assertThat(rig.details("UPLOAD_REFUSED")).singleElement().asString().contains(first.toString());
        }
    }

    @Test
    void upload_unanswered_isRepeatedUnderItsNumbers() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("95").staysSilent();
            rig.closed();
            rig.pass(A_WHILE);
            rig.link.answers("00").answers("00");
            rig.closer.doWork();

            List<WireMessage> sent = rig.link.sent();
            assertThat(rig.sentForBatches()).containsExactly("0500", "0320", "0321", "0500");
            assertThat(sent.get(3).text(11)).isEqualTo(sent.get(2).text(11));
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void upload_whoseAnswerIsTechnical_isToldOnceMore() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("95").answers("96");
            rig.closed();
            rig.pass(A_WHILE);
            rig.link.answers("00").answers("00");
            rig.closer.doWork();

            assertThat(rig.sentForBatches()).containsExactly("0500", "0320", "0320", "0500");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void upload_whoseCardIsGone_isToldToFinance() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId id = rig.sold(1250);
            rig.sql("update payment set card = null");
            rig.link.answers("95").answers("95");
            rig.closed();

            assertThat(rig.sentForBatches()).containsExactly("0500", "0500");
            assertThat(rig.details("CANNOT_BE_MADE")).containsExactly("payment " + id);
        }
    }

    @Test
    void close_thatDiffersAfterTheUpload_waitsForAPerson() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("95").answers("00").answersWith(m -> BatchRig.sums(m, "95", 0, 0));
            rig.closed();

            assertThat(rig.state(1)).isEqualTo(State.HELD);
            assertThat(rig.view().cause()).isEqualTo(Causes.DIFFERENCE);
            assertThat(rig.details("DIFFERENCE")).singleElement().asString().contains("-12.50 EUR");
        }
    }

    @Test
    void held_acceptedByFinance_isClosed() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("95").answers("00").answers("95");
            rig.closed();

            assertThat(rig.desk.accept(BatchRig.LANE, BatchRig.FINANCE, "Telephoned."))
                    .isEqualTo(new CloseWord.Accepted());
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.view().number()).isEqualTo(2);
        }
    }

    @Test
    void sale_takenBackDuringTheUpload_isToldNoMoreAndInNoSum() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            PaymentId gone = rig.sold(300);
            rig.link.meanwhile(() -> rig.link.meanwhile(() -> rig.takenBack(gone)));
            rig.link.answers("95").answers("00").answers("00").answers("00");
            rig.closed();
            rig.engine.drain().doWork();
            rig.pass(NextMessage.LOOK_AGAIN);
            rig.closer.doWork();

            assertThat(rig.link.sentTypes()).containsExactly("0200", "0200", "0500", "0320", "0420", "0500");
            assertThat(rig.link.last().text(88)).isEqualTo("0000000000001250");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }
}
