package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers for which nobody waits any more, and what a reversal says of its message. */
class LateAnswerTest {
    @TempDir
    private Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder, Rig.edited(folder, Map.of("reversalStan: own", "reversalStan: original")));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void reversal_underItsOriginalsNumber_isAnsweredLate() {
        PaymentId id = rig.unknownSale();
        rig.link.staysSilent();
        int begun = rig.drain();

        rig.late(rig.link.last().answer("00"));

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().text(11))
                .isEqualTo(rig.link.sent().getFirst().text(11));
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void reversal_underItsOriginalsNumber_isRepeatedUnderThat() {
        PaymentId id = rig.unknownSale();
        rig.link.staysSilent().answers("00");
        int first = rig.drain();
        rig.pass(Duration.ofSeconds(6));

        int second = rig.drain();

        assertThat(first + second).isEqualTo(2);
        assertThat(rig.link.sent())
                .extracting(sent -> sent.text(11))
                .containsOnly(rig.link.last().text(11));
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void sale_approvedWhileItsReversalIsUnanswered_isOnRecordAsLate() {
        PaymentId id = rig.unknownSale();
        WireMessage sale = rig.link.last();
        rig.link.staysSilent();
        int begun = rig.drain();

        rig.late(sale.answer("00"));

        assertThat(begun).isEqualTo(1);
        assertThat(rig.attempts(id).getFirst().remark()).isEqualTo("LATE_APPROVAL");
        assertThat(rig.state(id)).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
    }

    @Test
    void sale_approvedAfterItsReversalWasAnswered_isOnRecordAsLate() {
        PaymentId id = rig.unknownSale();
        WireMessage sale = rig.link.last();
        rig.link.answers("00");
        int begun = rig.drain();

        rig.late(sale.answer("00"));

        assertThat(begun).isEqualTo(1);
        assertThat(rig.attempts(id).getFirst().remark()).isEqualTo("LATE_APPROVAL");
        assertThat(rig.events(id)).endsWith("LATE_APPROVAL");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void advice_answeredLateByAnotherType_isNot() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.staysSilent();
        int begun = rig.drain();
        WireMessage answer = rig.link.last().answer("00");

        rig.late(new WireMessage("0210", answer.fields()));

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.FORWARDING);
    }

    @Test
    void completion_hasANumberOfItsOwn_whateverReversalsHave() {
        rig.close();
        Map<String, String> edits = new java.util.HashMap<>(Rig.DUAL);
        edits.put("reversalStan: own", "reversalStan: original");
        rig = new Rig(folder, Rig.edited(folder, edits));
        PaymentId id = rig.newId();
        rig.link.answers("00").answers("00");
        assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);

        SaleCalls.Said said = rig.complete(id);
        int begun = rig.drain();

        assertThat(said).isInstanceOf(SaleCalls.Said.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().text(11))
                .isNotEqualTo(rig.link.sent().getFirst().text(11));
    }

    @Test
    void reversal_ofAnUnansweredSale_isForItsTimeout() {
        PaymentId id = rig.unknownSale();

        assertThat(rig.lastAttempt(id).reason()).isEqualTo(ReversalReason.TIMEOUT);
    }

    @Test
    void reversal_thatTheCardWants_isACancellation() {
        PaymentId id = rig.newId();
        rig.link.answers("00");
        assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);

        SaleCalls.Said said = rig.reverse(id);

        assertThat(said).isInstanceOf(SaleCalls.Said.Done.class);
        assertThat(rig.lastAttempt(id).reason()).isEqualTo(ReversalReason.CANCELLED);
    }

    @Test
    void reversal_ofWhatATillHasLeftBehind_isForThat() {
        PaymentId id = rig.newId();
        rig.link.answers("00");
        assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
        rig.received(id, 1, "ASKED");

        rig.goneOn(2);

        assertThat(rig.lastAttempt(id).reason()).isEqualTo(ReversalReason.ABANDONED);
    }
}
