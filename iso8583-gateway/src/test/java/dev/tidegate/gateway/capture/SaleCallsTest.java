package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry.Answered;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.capture.SaleCalls.Said;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Complete, reverse, void, shown, answered: by call or by record. */
class SaleCallsTest {
    private static final TillId STRANGER = TillId.of("00000000-0000-7000-8000-00000000beef");

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

    private PaymentId approved() {
        PaymentId id = rig.newId();
        rig.link.answers("00");
        assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
        return id;
    }

    private List<PaymentRow> news() {
        return rig.store.read(tables -> tables.payments().newsAfter(Sales.TILL, 0));
    }

    @Test
    void complete_ofAnApproval_marksItAndTellsIt() {
        PaymentId id = approved();
        List<PaymentRow> before = news();

        Said said = rig.complete(id);

        assertThat(before).isEmpty();
        assertThat(said)
                .isInstanceOfSatisfying(
                        Said.Done.class,
                        done -> assertThat(done.payment().marks().completed()).isTrue());
        assertThat(news()).extracting(PaymentRow::id).containsExactly(id);
    }

    @Test
    void complete_saidTwice_changesOnce() {
        PaymentId id = approved();
        Said first = rig.complete(id);

        Said second = rig.complete(id);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void complete_ofWhatWasReversed_isRefusedAndABreak() {
        PaymentId id = approved();
        Said reversed = rig.reverse(id);

        Said said = rig.complete(id);
        Said again = rig.complete(id);

        assertThat(reversed).isInstanceOf(Said.Done.class);
        assertThat(said)
                .isInstanceOfSatisfying(
                        Said.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("reversed"));
        assertThat(again).isInstanceOf(Said.Refused.class);
        assertThat(rig.events(id)).containsOnlyOnce("BREAK");
    }

    @Test
    void complete_ofWhatIsNotKnown_isUnknown() {
        assertThat(rig.complete(rig.newId())).isEqualTo(new Said.UnknownPayment());
    }

    @Test
    void complete_byAnotherTill_isUnknown() {
        PaymentId id = approved();

        Said said = rig.store.write(tables -> rig.engine.calls().complete(tables, STRANGER, id));

        assertThat(said).isEqualTo(new Said.UnknownPayment());
    }

    @Test
    void reverse_ofAnApproval_goesToTheAcquirer() {
        PaymentId id = approved();
        Said said = rig.reverse(id);
        rig.link.answers("00");

        int begun = rig.drain();

        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        assertThat(rig.payment(id).outcome().captured()).isNull();
    }

    @Test
    void reverse_saidTwice_sendsOneReversal() {
        PaymentId id = approved();
        Said first = rig.reverse(id);
        Said second = rig.reverse(id);
        rig.link.answers("00");

        int begun = rig.drain();

        assertThat(first).isInstanceOf(Said.Done.class);
        assertThat(second).isEqualTo(first);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.reverse(id)).isInstanceOf(Said.Done.class);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void reverse_ofACompletedSale_isRefused() {
        PaymentId id = approved();
        Said completed = rig.complete(id);

        Said said = rig.reverse(id);

        assertThat(completed).isInstanceOf(Said.Done.class);
        assertThat(said)
                .isInstanceOfSatisfying(
                        Said.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("completed"));
        assertThat(rig.drain()).isZero();
    }

    @Test
    void reverse_ofAnUnknownId_laysATombstone() {
        PaymentId id = rig.newId();

        Said said = rig.reverse(id);
        LiveAnswer later = rig.ask(id);

        assertThat(said)
                .isInstanceOfSatisfying(
                        Said.Done.class,
                        done -> assertThat(done.payment().state()).isEqualTo(PaymentState.CANCELLED));
        assertThat(later).isEqualTo(new LiveAnswer.Gone());
        assertThat(rig.link.sent()).isEmpty();
        assertThat(news()).extracting(PaymentRow::id).containsExactly(id);
    }

    @Test
    void reverse_ofASaleThatWasNotSent_cancelsIt() {
        PaymentId id = rig.newId();
        rig.link.isUp(false);
        LiveAnswer notSent = rig.ask(id);

        Said said = rig.reverse(id);

        assertThat(notSent).isInstanceOf(LiveAnswer.NotSent.class);
        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CANCELLED);
        assertThat(rig.ask(id)).isEqualTo(new LiveAnswer.Gone());
    }

    @Test
    void reverse_whileTheSaleIsAsked_reversesWhateverIsAnswered() {
        PaymentId id = rig.newId();
        rig.link.answers("00").answers("00");
        rig.link.meanwhile(() -> assertThat(rig.reverse(id)).isInstanceOf(Said.Done.class));

        LiveAnswer answer = rig.ask(id);
        int begun = rig.drain();

        assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        assertThat(rig.events(id)).contains("LATE_APPROVAL");
    }

    @Test
    void reverse_whileTheSaleIsAskedAndDeclined_needsNoReversal() {
        PaymentId id = rig.newId();
        rig.link.answers("51");
        rig.link.meanwhile(() -> assertThat(rig.reverse(id)).isInstanceOf(Said.Done.class));

        LiveAnswer answer = rig.ask(id);
        int begun = rig.drain();

        assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
        assertThat(begun).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.DECLINED);
    }

    @Test
    void reverse_ofAStoredSale_isRefused() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);

        assertThat(rig.reverse(id)).isInstanceOf(Said.Refused.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.FORWARDING);
    }

    @Test
    void void_beforeAnyMessage_winsForGood() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);

        Said said = rig.voidSale(id);

        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.VOIDED);
        assertThat(rig.drain()).isZero();
        assertThat(rig.voidSale(id)).isInstanceOf(Said.Done.class);
    }

    @Test
    void void_whileAMessageIsOpen_waitsAndIsRefusedByAnApproval() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        int begun = rig.drain();

        Said said = rig.voidSale(id);
        PaymentState asked = rig.state(id);
        rig.late(rig.link.last().answer("00"));

        assertThat(begun).isEqualTo(1);
        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(asked).isEqualTo(PaymentState.VOID_ASKED);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.store.read(tables -> tables.events().of(id)).getLast().detail())
                .isEqualTo("VOID_REFUSED");
    }

    @Test
    void void_whileAMessageIsOpen_winsByARefusal() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        int begun = rig.drain();
        Said said = rig.voidSale(id);

        rig.late(rig.link.last().answer("30"));

        assertThat(begun).isEqualTo(1);
        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.VOIDED);
    }

    @Test
    void void_afterATechnicalAnswer_wins() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answers("91");
        int begun = rig.drain();

        Said said = rig.voidSale(id);

        assertThat(begun).isEqualTo(1);
        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.VOIDED);
        rig.pass(java.time.Duration.ofHours(1));
        assertThat(rig.drain()).isZero();
    }

    @Test
    void void_ofAnUnresolvedSale_isRefused() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        int begun = rig.drain();

        Said said = rig.voidSale(id);

        assertThat(begun).isEqualTo(1);
        assertThat(said).isInstanceOf(Said.Refused.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.UNRESOLVED);
    }

    @Test
    void void_ofACapturedSale_isRefused() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.answers("00");
        int begun = rig.drain();

        Said said = rig.voidSale(id);

        assertThat(begun).isEqualTo(1);
        assertThat(said).isInstanceOf(Said.Refused.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void shown_ofAnApproval_completesIt() {
        PaymentId id = approved();

        rig.store.change(tables -> rig.engine.calls().shown(tables, Sales.TILL, id));

        assertThat(rig.payment(id).marks().completed()).isTrue();
    }

    @Test
    void answered_kept_doesNotCompleteYet() {
        PaymentId id = approved();

        answered(id, Answered.Answer.KEPT_CAPTURED);

        assertThat(rig.payment(id).marks().completed()).isFalse();
        assertThat(rig.reverse(id)).isInstanceOf(Said.Done.class);
    }

    @Test
    void answered_toBeReversed_isReversed() {
        PaymentId id = approved();

        answered(id, Answered.Answer.TO_BE_REVERSED);

        rig.link.answers("00");
        assertThat(rig.drain()).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void shown_ofAnApprovalThatItsTillTookBack_isNoBreak() {
        PaymentId id = approved();
        Said reversed = rig.reverse(id);

        rig.store.change(tables -> rig.engine.calls().shown(tables, Sales.TILL, id));

        assertThat(reversed).isInstanceOf(Said.Done.class);
        assertThat(rig.events(id)).contains("SHOWN").doesNotContain("BREAK", "COMPLETED");
    }

    @Test
    void answered_unknownOfAnIdNeverSeen_laysATombstone() {
        PaymentId id = rig.newId();

        answered(id, Answered.Answer.UNKNOWN);

        assertThat(rig.state(id)).isEqualTo(PaymentState.CANCELLED);
        assertThat(rig.ask(id)).isEqualTo(new LiveAnswer.Gone());
    }

    @Test
    void answered_notSent_closesThePayment() {
        PaymentId id = rig.newId();
        rig.link.isUp(false);
        LiveAnswer notSent = rig.ask(id);

        answered(id, Answered.Answer.NOT_SENT);

        assertThat(notSent).isInstanceOf(LiveAnswer.NotSent.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REFUSED_OFFLINE);
    }

    @Test
    void answered_keptAfterItsReversal_isABreak() {
        PaymentId id = approved();
        Said reversed = rig.reverse(id);

        answered(id, Answered.Answer.KEPT_CAPTURED);

        assertThat(reversed).isInstanceOf(Said.Done.class);
        assertThat(rig.events(id)).contains("BREAK");
    }

    private void answered(PaymentId id, Answered.Answer answer) {
        Answered entry = new Answered(id, answer, Reason.NONE, HostReply.none());
        rig.store.change(tables -> rig.engine.calls().answered(tables, Sales.TILL, Rig.LANE, entry));
    }
}
