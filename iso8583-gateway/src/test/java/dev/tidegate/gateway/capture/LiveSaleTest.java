package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSaleTest {
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
    void sale_approved_isCapturedAndTold() {
        PaymentId id = rig.newId();
        rig.link.answersWith(message -> message.answer("00").with(55, "9104AABBCCDD"));

        LiveAnswer answer = rig.ask(id);

        assertThat(answer).isInstanceOfSatisfying(LiveAnswer.Approved.class, approved -> {
            assertThat(approved.captured()).isTrue();
            assertThat(approved.reply().responseCode()).isEqualTo("00");
            assertThat(approved.reply().authorisationCode()).isEqualTo("A00001");
            assertThat(approved.issuerData().hex()).isEqualTo("9104AABBCCDD");
        });
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.payment(id).outcome().captured()).isEqualTo(Sales.AMOUNT);
    }

    @Test
    void sale_approved_carriesTrackAndChip() {
        rig.link.answers("00");

        LiveAnswer ignored = rig.ask(rig.newId());

        assertThat(ignored).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rig.link.last().text(35)).startsWith(Sales.NUMBER + "D3012");
        assertThat(rig.link.last().tags()).contains("9F26", "9F10", "95").doesNotContain("57", "5A", "8A");
    }

    @Test
    void sale_approved_leavesNoTrackBehind() {
        PaymentId id = rig.newId();
        rig.link.answers("00");

        LiveAnswer ignored = rig.ask(id);

        assertThat(ignored).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rig.hasTrack(id)).isFalse();
    }

    @Test
    void sale_declined_isDeclinedWithItsCode() {
        PaymentId id = rig.newId();
        rig.link.answers("51");

        LiveAnswer answer = rig.ask(id);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LiveAnswer.Declined.class,
                        declined -> assertThat(declined.reply().responseCode()).isEqualTo("51"));
        assertThat(rig.state(id)).isEqualTo(PaymentState.DECLINED);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void sale_askedAgain_getsTheFirstAnswerWithoutASecondMessage() {
        PaymentId id = rig.newId();
        rig.link.answers("00");
        LiveAnswer first = rig.ask(id);

        LiveAnswer again = rig.ask(id);

        assertThat(again).isEqualTo(first);
        assertThat(rig.link.sentTypes()).containsExactly("0200");
    }

    @Test
    void sale_withAnotherAmountUnderOneId_isAConflict() {
        PaymentId id = rig.newId();
        rig.link.answers("00");
        LiveAnswer first = rig.ask(id);

        LiveAnswer other = rig.ask(id, Amount.of(1, "EUR"));

        assertThat(first).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(other).isEqualTo(new LiveAnswer.Conflict());
    }

    @Test
    void sale_thatDisagreesWithItsBody_isRefusedUnwritten() {
        PaymentId id = rig.newId();

        LiveAnswer answer = rig.engine.authorisation().ask(rig.question(id, Amount.of(1251, "EUR")));

        assertThat(answer).isEqualTo(new LiveAnswer.Refused("TAMPER"));
        assertThat(rig.isKnown(id)).isFalse();
    }

    @Test
    void sale_linkDown_isNotSentAndRemembered() {
        PaymentId id = rig.newId();
        rig.link.isUp(false);

        LiveAnswer answer = rig.ask(id);
        rig.link.isUp(true);
        LiveAnswer again = rig.ask(id);

        assertThat(answer).isEqualTo(new LiveAnswer.NotSent(Reason.ACQUIRER_SILENT));
        assertThat(again).isEqualTo(answer);
        assertThat(rig.attempts(id)).isEmpty();
        assertThat(rig.link.sent()).isEmpty();
    }

    @Test
    void sale_ofWhichNoByteLeft_isNotSentAndNotReversed() {
        PaymentId id = rig.newId();
        rig.link.takesNoByte();

        LiveAnswer answer = rig.ask(id);

        assertThat(answer).isEqualTo(new LiveAnswer.NotSent(Reason.ACQUIRER_SILENT));
        assertThat(rig.attempts(id)).extracting(AttemptRow::state).containsExactly(AttemptRow.State.NOT_WRITTEN);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void sale_unanswered_isUnknownAndReversedFirst() {
        PaymentId id = rig.newId();
        PaymentId advice = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.staysSilent().answers("00").answers("00");

        LiveAnswer answer = rig.ask(id);
        int begun = rig.drain();

        assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420", "0220");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        assertThat(rig.state(advice)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void reversal_ofASale_hasItsNumbers() {
        PaymentId id = rig.newId();
        rig.link.staysSilent().answers("00");

        LiveAnswer answer = rig.ask(id);
        rig.pass(Duration.ofSeconds(10));
        int begun = rig.drain();

        assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
        assertThat(begun).isEqualTo(1);
        var sale = rig.link.sent().getFirst();
        var reversal = rig.link.last();
        assertThat(reversal.text(90)).isEqualTo("0200" + sale.text(11) + sale.text(7) + "0".repeat(22));
        assertThat(reversal.text(37)).isEqualTo(sale.text(37));
        assertThat(reversal.text(4)).isEqualTo(sale.text(4));
        assertThat(reversal.text(12)).isEqualTo(sale.text(12));
        assertThat(reversal.text(11)).isNotEqualTo(sale.text(11));
    }

    @Test
    void sale_whileAReversalWaits_findsTheLaneBusy() {
        PaymentId first = rig.newId();
        rig.link.staysSilent().staysSilent();
        LiveAnswer unknown = rig.ask(first);
        int begun = rig.drain();

        rig.clock.runBy(Duration.ofMillis(20));
        LiveAnswer answer = rig.ask(rig.newId());

        assertThat(unknown).isEqualTo(new LiveAnswer.Unknown());
        assertThat(begun).isEqualTo(1);
        assertThat(answer).isEqualTo(new LiveAnswer.NotSent(Reason.LANE_BUSY));
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
    }

    @Test
    void sale_answeredWithAnotherAmount_countsAsUnanswered() {
        PaymentId id = rig.newId();
        rig.link.answersWith(message -> message.answer("00").with(4, "000000001251"));

        LiveAnswer answer = rig.ask(id);

        assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
        assertThat(rig.state(id)).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
        assertThat(rig.attempts(id)).extracting(AttemptRow::kind).contains(AttemptRow.Kind.REVERSAL);
    }

    @Test
    void sale_answeredWithAnotherReference_countsAsUnanswered() {
        PaymentId id = rig.newId();
        rig.link.answersWith(message -> message.answer("00").with(37, "000000000000"));

        LiveAnswer answer = rig.ask(id);

        assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
    }

    @Test
    void sale_approvedInPart_isDeclinedAndReversed() {
        PaymentId id = rig.newId();
        rig.link
                .answersWith(message -> message.answer("10").with(4, "000000000500"))
                .answers("00");

        LiveAnswer answer = rig.ask(id);
        int begun = rig.drain();

        assertThat(answer).isInstanceOf(LiveAnswer.Declined.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        assertThat(rig.payment(id).outcome().captured()).isNull();
    }

    @Test
    void approval_late_changesNothingAndIsWrittenDown() {
        PaymentId id = rig.newId();
        rig.link.staysSilent();
        LiveAnswer unknown = rig.ask(id);

        rig.late(rig.link.last().answer("00"));

        assertThat(unknown).isEqualTo(new LiveAnswer.Unknown());
        assertThat(rig.state(id)).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
        assertThat(rig.events(id)).endsWith("LATE_APPROVAL");
        rig.link.answers("00");
        assertThat(rig.drain()).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void decline_lateBeforeTheReversal_makesItNeedless() {
        PaymentId id = rig.newId();
        rig.link.staysSilent();
        LiveAnswer unknown = rig.ask(id);

        rig.late(rig.link.last().answer("51"));

        assertThat(unknown).isEqualTo(new LiveAnswer.Unknown());
        assertThat(rig.state(id)).isEqualTo(PaymentState.DECLINED);
        assertThat(rig.drain()).isZero();
        assertThat(rig.link.sentTypes()).containsExactly("0200");
    }

    @Test
    void answer_toNothing_changesNothing() {
        PaymentId id = rig.newId();
        rig.link.answers("00");
        LiveAnswer approved = rig.ask(id);

        rig.late(rig.link.last().answer("51"));
        rig.late(rig.link.last().with(11, "000999").answer("00"));

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_askedByTwoAtOnce_isSentOnceAndBothHearTheSame() {
        PaymentId id = rig.newId();
        CompletableFuture<LiveAnswer> other = new CompletableFuture<>();
        rig.link.answers("00");
        rig.link.meanwhile(() -> {
            CompletableFuture<Boolean> ignored = CompletableFuture.supplyAsync(() -> other.complete(rig.ask(id)));
        });

        LiveAnswer answer = rig.ask(id);

        assertThat(answer).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(other.join()).isEqualTo(answer);
        assertThat(rig.link.sentTypes()).containsExactly("0200");
    }
}
