package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deferred request without an answer, where the profile has it reversed and sent anew. */
class DeferredUnknownTest {
    @TempDir
    private Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(
                folder, Rig.edited(folder, Map.of("deferredUnknown: repeat", "deferredUnknown: reverseThenResend")));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private PaymentId unanswered() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        // The line goes down with the request: its reversal waits for the line.
        rig.link.staysSilent().meanwhile(() -> rig.link.isUp(false));
        assertThat(rig.drain()).isEqualTo(1);
        rig.link.isUp(true);
        return id;
    }

    @Test
    void request_unanswered_isUnresolvedAndItsReversalWaits() {
        PaymentId id = unanswered();

        assertThat(rig.link.sentTypes()).containsExactly("0200");
        assertThat(rig.state(id)).isEqualTo(PaymentState.UNRESOLVED);
        assertThat(rig.attempts(id)).hasSize(2);
    }

    @Test
    void request_reversed_goesAnewUnderNewNumbers() {
        PaymentId id = unanswered();
        rig.link.answers("00").answers("00");

        int reversed = rig.drain();
        PaymentState between = rig.state(id);
        rig.pass(Duration.ofSeconds(6));
        int sent = rig.drain();

        WireMessage first = rig.link.sent().getFirst();
        assertThat(reversed).isEqualTo(1);
        assertThat(between).isEqualTo(PaymentState.RETRY_WAIT);
        assertThat(sent).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420", "0200");
        assertThat(rig.link.last().text(11)).isNotEqualTo(first.text(11));
        assertThat(rig.link.last().text(37)).isNotEqualTo(first.text(37));
        assertThat(rig.link.last().text(55)).isEqualTo(first.text(55));
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void request_whoseReversalIsNotAnswered_isNotSentAgain() {
        PaymentId id = unanswered();

        int first = rig.drain();
        rig.pass(Duration.ofSeconds(6));
        int second = rig.drain();

        assertThat(first + second).isEqualTo(2);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420", "0421");
        assertThat(rig.state(id)).isEqualTo(PaymentState.UNRESOLVED);
    }

    @Test
    void answer_lateBeforeTheFirstByteOfTheReversal_isTheAnswer() {
        PaymentId id = unanswered();

        rig.late(rig.link.last().answer("00"));

        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.drain()).isZero();
        assertThat(rig.link.sentTypes()).containsExactly("0200");
    }

    @Test
    void answer_lateAfterTheFirstByteOfTheReversal_changesNothing() {
        PaymentId id = unanswered();
        WireMessage request = rig.link.last();
        int begun = rig.drain();

        rig.late(request.answer("00"));

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.UNRESOLVED);
        assertThat(rig.events(id)).contains("LATE_ANSWER");
    }

    @Test
    void request_whoseReversalNobodyAnswers_isHeld() {
        PaymentId id = unanswered();
        for (int i = 0; i < 14; i++) {
            rig.pass(Duration.ofMinutes(16));
            assertThat(rig.drain()).isLessThanOrEqualTo(1);
        }

        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.UNANSWERED);
    }

    @Test
    void void_ofAnUnansweredRequest_isReversedForGood() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.meanwhile(() -> assertThat(rig.voidSale(id)).isInstanceOf(SaleCalls.Said.Done.class));
        rig.link.staysSilent().answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }
}
