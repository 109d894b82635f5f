package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.OpenColumns;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two messages for a sale: an approval is a hold, a completion takes the money. */
class DualMessageTest {
    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(Sales.SOLD_AT.plusSeconds(5));
    private final OpenColumns columns = new OpenColumns();
    private Profile profile;
    private Rig rig;

    @BeforeEach
    void open() {
        profile = Rig.dual(folder);
        rig = started();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Rig started() {
        return new Rig(folder, clock, columns, Landmarks.none(), profile);
    }

    private PaymentId held() {
        PaymentId id = rig.newId();
        rig.link.answers("00");
        assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
        return id;
    }

    private PaymentId completed() {
        PaymentId id = held();
        assertThat(rig.complete(id)).isInstanceOf(SaleCalls.Said.Done.class);
        return id;
    }

    private void drained() {
        assertThat(rig.drain()).isEqualTo(1);
    }

    @Test
    void approval_ofALiveSale_isAHoldThatBooksNothing() {
        PaymentId id = rig.newId();
        rig.link.answers("00");

        LiveAnswer answer = rig.ask(id);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LiveAnswer.Approved.class, a -> assertThat(a.captured()).isFalse());
        assertThat(rig.link.sentTypes()).containsExactly("0100");
        assertThat(rig.state(id)).isEqualTo(PaymentState.AUTHORISED);
        assertThat(rig.payment(id).outcome().captured()).isNull();
        assertThat(rig.drain()).isZero();
    }

    @Test
    void complete_ofAHold_hasItsCompletionOnDiskBeforeItIsAnswered() {
        PaymentId id = held();

        SaleCalls.Said said = rig.complete(id);

        assertThat(said).isInstanceOf(SaleCalls.Said.Done.class);
        AttemptRow completion = rig.attempts(id).getLast();
        assertThat(completion.kind()).isEqualTo(AttemptRow.Kind.COMPLETION);
        assertThat(completion.state()).isEqualTo(State.QUEUED);
        assertThat(completion.sent().rrn())
                .isEqualTo(rig.attempts(id).getFirst().sent().rrn());
        assertThat(completion.sent().stan())
                .isNotEqualTo(rig.attempts(id).getFirst().sent().stan());
    }

    @Test
    void completion_answered_isCaptured() {
        PaymentId id = completed();
        rig.link.answers("00");

        drained();

        WireMessage request = rig.link.sent().getFirst();
        WireMessage completion = rig.link.last();
        assertThat(rig.link.sentTypes()).containsExactly("0100", "0220");
        assertThat(completion.text(37)).isEqualTo(request.text(37));
        assertThat(completion.text(38)).isEqualTo("A" + request.text(11).substring(1));
        assertThat(completion.text(90)).startsWith("0100" + request.text(11) + request.text(7));
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.payment(id).outcome().captured()).isEqualTo(Sales.AMOUNT);
    }

    @Test
    void completion_unanswered_isRepeatedUnderTheSameNumbersAndNeverReversed() {
        PaymentId id = completed();
        rig.link.staysSilent().answers("00");

        drained();
        rig.pass(Duration.ofSeconds(6));
        drained();

        assertThat(rig.link.sentTypes()).containsExactly("0100", "0220", "0221");
        assertThat(rig.link.last().text(11)).isEqualTo(rig.link.sent().get(1).text(11));
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void completion_neverAnswered_isHeldAndItsLateAnswerCounts() {
        PaymentId id = completed();
        for (int i = 0; i < 10; i++) {
            rig.pass(Duration.ofMinutes(16));
            assertThat(rig.drain()).isLessThanOrEqualTo(1);
        }
        PaymentState between = rig.state(id);
        Reason reason = rig.reason(id);

        rig.late(rig.link.last().answer("00"));

        assertThat(between).isEqualTo(PaymentState.HELD);
        assertThat(reason).isEqualTo(Reason.UNANSWERED);
        assertThat(rig.link.sentTypes()).doesNotContain("0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void completion_afterATechnicalAnswer_goesAgainUnderANewStan() {
        PaymentId id = completed();
        rig.link.answers("96").answers("00");

        drained();
        assertThat(rig.state(id)).isEqualTo(PaymentState.AUTHORISED);
        assertThat(rig.drain()).isZero();
        rig.pass(Duration.ofSeconds(31));
        drained();

        assertThat(rig.link.sentTypes()).containsExactly("0100", "0220", "0220");
        assertThat(rig.link.last().text(11)).isNotEqualTo(rig.link.sent().get(1).text(11));
        assertThat(rig.link.last().text(37)).isEqualTo(rig.link.sent().get(1).text(37));
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void completion_declined_isForPeople() {
        PaymentId id = completed();
        rig.link.answers("51");

        drained();

        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.EXCEPTION);
    }

    @Test
    void completion_ofWhichNoByteLeft_goesLaterUnderTheSameStan() {
        PaymentId id = completed();
        rig.link.takesNoByte().answers("00");

        drained();

        assertThat(rig.link.sentTypes()).containsExactly("0100", "0220");
        assertThat(rig.attempts(id)).hasSize(2);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void completion_processDiedBeforeItWasSent_isSentByTheNext() {
        PaymentId id = completed();
        rig.close();

        rig = started();
        assertThat(rig.engine.recover()).isZero();
        rig.link.answers("00");
        drained();

        assertThat(rig.link.sentTypes()).containsExactly("0220");
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void hold_thatTheCardRefuses_isReversed() {
        PaymentId id = held();
        SaleCalls.Said said = rig.reverse(id);
        rig.link.answers("00");

        drained();

        assertThat(said).isInstanceOf(SaleCalls.Said.Done.class);
        assertThat(rig.link.sentTypes()).containsExactly("0100", "0420");
        assertThat(rig.link.last().text(90)).startsWith("0100");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void hold_onceCompleted_isNotReversed() {
        PaymentId id = completed();

        SaleCalls.Said said = rig.reverse(id);

        assertThat(said).isInstanceOf(SaleCalls.Said.Refused.class);
    }

    @Test
    void hold_ofALiveSaleUnanswered_isReversed() {
        PaymentId id = rig.newId();
        LiveAnswer answer = rig.ask(id);
        rig.link.answers("00");

        drained();

        assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
        assertThat(rig.link.sentTypes()).containsExactly("0100", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void hold_ofATillThatFellSilent_isMarkedAndNothingMore() {
        PaymentId id = held();
        rig.pass(Duration.ofHours(30));

        int marked = rig.engine.silentTills().doWork();
        int again = rig.engine.silentTills().doWork();

        assertThat(marked).isEqualTo(1);
        assertThat(again).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.AWAITING_TILL);
        assertThat(rig.drain()).isZero();
        assertThat(rig.link.sentTypes()).containsExactly("0100");
    }

    @Test
    void hold_thatWaitedForItsTill_isCompletedWhenItSpeaks() {
        PaymentId id = held();
        rig.pass(Duration.ofHours(30));
        assertThat(rig.engine.silentTills().doWork()).isEqualTo(1);
        rig.link.answers("00");

        SaleCalls.Said said = rig.complete(id);
        drained();

        assertThat(said).isInstanceOf(SaleCalls.Said.Done.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void hold_thatWaitedForItsTill_isReversedWhenItSaysSo() {
        PaymentId id = held();
        rig.pass(Duration.ofHours(30));
        assertThat(rig.engine.silentTills().doWork()).isEqualTo(1);
        rig.link.answers("00");

        SaleCalls.Said said = rig.reverse(id);
        drained();

        assertThat(said).isInstanceOf(SaleCalls.Said.Done.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void hold_thatWasCompleted_isNotMarked() {
        PaymentId id = completed();
        rig.pass(Duration.ofHours(30));

        assertThat(rig.engine.silentTills().doWork()).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.AUTHORISED);
    }

    @Test
    void deferred_approved_isHeldWithItsCompletionInTheSameTransaction() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answers("00").staysSilent();

        drained();

        assertThat(rig.events(id)).containsSubsequence("AUTHORISE", "COMPLETION_SENT");
        assertThat(rig.link.sentTypes()).containsExactly("0100", "0220");
        assertThat(rig.state(id)).isEqualTo(PaymentState.AUTHORISED);
    }

    @Test
    void deferred_completed_isCaptured() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answers("00").answers("00");

        drained();

        assertThat(rig.link.sentTypes()).containsExactly("0100", "0220");
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void deferred_approvedInPart_isCompletedForThatPart() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answersWith(m -> m.answer("10").with(4, "000000001000")).answers("00");

        drained();

        assertThat(rig.link.last().text(4)).isEqualTo("000000001000");
        assertThat(rig.payment(id).outcome().captured()).isEqualTo(Amount.of(1000, "EUR"));
    }

    @Test
    void advice_ofACertificate_isNoHold() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.answers("00");

        drained();

        assertThat(rig.link.sentTypes()).containsExactly("0220");
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }
}
