package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reversals until they are answered. */
class ReversalTest {
    @TempDir
    private Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void reversal_unanswered_isRepeatedAs0421UnderTheSameNumbers() {
        PaymentId id = rig.unknownSale();
        rig.link.staysSilent().answers("00");
        int first = rig.drain();

        rig.pass(Duration.ofSeconds(6));
        int second = rig.drain();

        assertThat(first + second).isEqualTo(2);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420", "0421");
        assertThat(rig.link.last().text(11)).isEqualTo(rig.link.sent().get(1).text(11));
        assertThat(rig.link.last().text(90)).isEqualTo(rig.link.sent().get(1).text(90));
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void reversal_waitingForItsRepeat_letsNothingPass() {
        PaymentId id = rig.unknownSale();
        PaymentId advice = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.staysSilent();

        int first = rig.drain();
        int second = rig.drain();

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
        assertThat(rig.state(advice)).isEqualTo(PaymentState.FORWARDING);
    }

    @Test
    void reversal_neverAnswered_isParkedAndOthersGoOn() {
        PaymentId id = rig.unknownSale();
        PaymentId advice = rig.stored(Kind.OFFLINE_APPROVED);
        for (int i = 0; i < 12; i++) {
            rig.link.staysSilent();
        }
        rig.link.answers("00");

        for (int i = 0; i < 14; i++) {
            assertThat(rig.drain()).isLessThanOrEqualTo(1);
            rig.pass(Duration.ofMinutes(15));
        }

        assertThat(rig.lastAttempt(id).state()).isEqualTo(AttemptRow.State.PARKED);
        assertThat(rig.state(id)).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
        assertThat(rig.state(advice)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void reversal_ofWhatNeverArrived_cancelsThePayment() {
        PaymentId id = rig.unknownSale();
        rig.link.answers("25");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CANCELLED);
    }

    @Test
    void reversal_answeredLate_isAnswered() {
        PaymentId id = rig.unknownSale();
        rig.link.staysSilent();
        int begun = rig.drain();

        rig.late(rig.link.last().answer("00"));

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        rig.pass(Duration.ofHours(1));
        assertThat(rig.drain()).isZero();
    }

    @Test
    void reversal_answeredWithATechnicalCode_goesAgain() {
        PaymentId id = rig.unknownSale();
        rig.link.answers("96").answers("00");
        int first = rig.drain();

        rig.pass(Duration.ofSeconds(6));
        int second = rig.drain();

        assertThat(first + second).isEqualTo(2);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420", "0421");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void reversal_ofWhichNoByteLeft_goesAgainAsTheFirst() {
        PaymentId id = rig.unknownSale();
        rig.link.takesNoByte().answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void reversal_answered0410_isTakenToo() {
        PaymentId id = rig.unknownSale();
        rig.link.answersWith(message -> new dev.tidegate.gateway.fixture.WireMessage(
                "0410", message.answer("00").fields()));

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void original_onceReversed_isMarked() {
        PaymentId id = rig.unknownSale();
        rig.link.answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.attempts(id).getFirst().state()).isEqualTo(AttemptRow.State.REVERSED);
    }
}
