package dev.tidegate.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.batch.BatchView.Side;
import dev.tidegate.gateway.fixture.ScriptedLink.Fate;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.store.BatchRow.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A close that is not answered, or late, or by something else: it is never sent for another batch. */
class UnansweredCloseTest {
    private static final Duration A_WHILE = Duration.ofMinutes(20);

    @TempDir
    private Path folder;

    @Test
    void close_whoseFirstSendingWasLost_takesWhatTheHostCountsSince() {
        try (BatchRig rig = new BatchRig(folder, BatchRig.hostTotals(folder))) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            rig.sold(300);
            rig.pass(A_WHILE);
            rig.link.answersWith(m -> BatchRig.sums(m, "95", 2, 1550));
            rig.closer.doWork();

            assertThat(rig.events()).contains("LATER_BOOKINGS_TAKEN");
            assertThat(rig.view(1).totals()).containsEntry("EUR", new Side(2, 1550, 0, 0));
            assertThat(rig.view(2).totals()).isEmpty();
        }
    }

    // The host may have closed it on the first sending: with the next number adopted, the same sums would close
    // another.
    @Test
    void close_whoseRepeatFindsTheNextNumber_isNeverSentForThatOne() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            rig.pass(A_WHILE);
            rig.link.answersWith(m -> m.answer("80").with(60, "002"));
            rig.closer.doWork();

            assertThat(rig.view().cause()).isEqualTo(Causes.HOST_IS_AHEAD);
            assertThat(rig.wanted()).isInstanceOf(CloseWord.Refused.class);
            assertThat(rig.sentForBatches()).containsExactly("0500", "0501");
        }
    }

    @Test
    void close_unanswered_isRepeatedUnderItsNumbersWithTheSameSums() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId id = rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            rig.reversed(id);
            rig.pass(A_WHILE);
            rig.link.answers("00");
            rig.closer.doWork();

            WireMessage first = rig.link.sent().get(1);
            WireMessage again = rig.link.last();
            assertThat(again.type()).isEqualTo("0501");
            assertThat(again.with(7, first.text(7)).fields()).isEqualTo(first.fields());
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void close_neverAnswered_waitsForAPersonAndThenGoesOnAsARepeat() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.wanted();
            for (int i = 0; i < 12; i++) {
                rig.closer.doWork();
                rig.pass(A_WHILE);
            }
            assertThat(rig.view().cause()).isEqualTo(Causes.UNANSWERED);
            rig.link.answers("00");
            rig.closed();

            assertThat(rig.link.last().type()).isEqualTo("0501");
            assertThat(rig.link.sent().stream().filter(m -> m.type().startsWith("05")))
                    .extracting(m -> m.text(11))
                    .containsOnly(rig.link.last().text(11));
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void close_answeredLate_isClosed() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            rig.late(rig.link.last().answer("00"));
            rig.pass(A_WHILE);
            rig.closer.doWork();

            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.sentForBatches()).containsExactly("0500");
        }
    }

    @Test
    void answer_thatCameAfterAnAnswer_changesNothing() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("00");
            rig.closed();
            rig.late(rig.link.last().answer("95"));

            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.state(2)).isEqualTo(State.OPEN);
        }
    }

    @Test
    void answer_aboutAnotherBatch_isNone() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answersWith(m -> m.answer("00").with(60, "009"));
            rig.closed();

            assertThat(rig.state(1)).isEqualTo(State.CLOSING);
        }
    }

    @Test
    void close_ofWhichNoByteLeft_isSentAsTheFirst() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.takesNoByte();
            rig.closed();
            rig.pass(NextMessage.LOOK_AGAIN);
            rig.link.answers("00");
            rig.closer.doWork();

            assertThat(rig.sentForBatches()).containsExactly("0500");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void close_whileTheLineIsDown_waits() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.isUp(false);
            rig.closed();

            assertThat(rig.state(1)).isEqualTo(State.ASKED);
        }
    }

    @Test
    void close_answeredTechnicallyForEver_waitsForAPerson() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.otherwise(m -> new Fate.Answered(same -> same.answer("96")));
            rig.wanted();
            for (int i = 0; i < 12; i++) {
                rig.closer.doWork();
                rig.pass(A_WHILE);
            }

            assertThat(rig.view().cause()).isEqualTo(Causes.REFUSED);
            assertThat(rig.sentForBatches()).hasSize(8);
        }
    }

    @Test
    void stan_afterTheGreatest_isTheFirstThatIsNotOpen() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            String name = "stan/" + BatchRig.LANE;
            rig.sql("update batch_message set stan = 1, business_date = '2026-11-01'");
            rig.sql("update attempt set stan = 2, business_date = '2026-11-01'");
            rig.sql("update counter set value = 999998 where name = '" + name + "'");
            rig.sold(100);
            rig.sold(200);

            List<WireMessage> sent = rig.link.sent();
            assertThat(sent.get(sent.size() - 2).text(11)).isEqualTo("999999");
            assertThat(sent.getLast().text(11)).as("1 is the close's").isEqualTo("000002");
        }
    }
}
