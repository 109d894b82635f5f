package dev.tidegate.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.CardInUse;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TakePaymentTest {
    @Test
    void take_approvedOnline_isOnDiskBeforeItIsShown() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = approved(true);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(corridor.journal.types()).containsExactly(RecordType.ASKED, RecordType.ANSWERED);
    }

    @Test
    void take_online_hasAskedOnDiskBeforeTheRequestLeaves() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = approved(true);
        List<RecordType> onDiskWhenAsked = new ArrayList<>();
        corridor.gateway.whenAsked = () -> onDiskWhenAsked.addAll(corridor.journal.types());

        Payment ignored = corridor.sell(20_00);

        assertThat(onDiskWhenAsked).containsExactly(RecordType.ASKED);
    }

    @Test
    void take_anySale_remembersItsCardBeforeTheFirstRecord() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = approved(true);
        List<String> remembered = new ArrayList<>();
        corridor.cards = new CardRecords() {
            @Override
            public void remember(PaymentId payment, Pan pan) {
                remembered.add(pan.masked() + " after " + corridor.journal.types());
            }

            @Override
            public CardInUse of(Pan pan) {
                return CardInUse.none();
            }
        };

        Payment ignored = corridor.sell(20_00);

        assertThat(remembered).containsExactly("VISA ****0119 after []");
    }

    @Test
    void take_declinedByACardWhosePinWasWrongTooOften_saysSo() {
        Corridor corridor = new Corridor(Shop.unverified(Type.AAC, 6), Shop.approved());

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.DECLINED);
        assertThat(payment.reason()).isEqualTo(Reason.PIN_TRIES_EXCEEDED);
        assertThat(corridor.journal.types()).isEmpty();
    }

    @Test
    void take_cancelledByTheCardholder_isNotCalledTheCashiers() {
        Corridor corridor = new Corridor(new CardRead.Ended(EndReason.CANCELLED_BY_CARDHOLDER), Shop.approved());

        assertThat(corridor.sell(20_00).reason()).isEqualTo(Reason.CANCELLED_BY_CARDHOLDER);
    }

    @Test
    void take_authorisedInDualMessage_isAuthorised() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = approved(false);

        assertThat(corridor.sell(20_00).state()).isEqualTo(PaymentState.AUTHORISED);
    }

    @Test
    void take_hostApprovesCardDoesNot_isToBeReversed() {
        Corridor corridor = asking(new FinalOutcome.Declined());
        corridor.gateway.verdict = approved(true);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.duty()).isEqualTo(Payment.Duty.REVERSE);
        assertThat(payment.reason()).isEqualTo(Reason.CARD_DECLINED);
    }

    @Test
    void take_declinedByTheHost_isDeclinedAndTheCardIsTold() {
        Corridor corridor = asking(new FinalOutcome.Declined());
        corridor.gateway.verdict = new HostVerdict.Declined(ScriptedGateway.REPLY, TlvSet.empty());

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.DECLINED);
        assertThat(corridor.card().told).singleElement().isInstanceOf(HostAnswer.Answered.class);
    }

    @Test
    void take_notSent_storesTheArqcAtTheMerchantsRisk() {
        Corridor corridor = asking(Shop.deferrable());
        corridor.gateway.verdict = new HostVerdict.NotSent(Reason.NO_NETWORK);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.STORED);
        assertThat(payment.kind()).isEqualTo(StoredKind.DEFERRED_AUTHORISATION);
        assertThat(corridor.journal.types()).containsExactly(RecordType.ASKED, RecordType.STORED);
    }

    @Test
    void take_notSentAndTheCardApproves_storesItsTc() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = new HostVerdict.NotSent(Reason.NO_NETWORK);

        assertThat(corridor.sell(20_00).kind()).isEqualTo(StoredKind.OFFLINE_APPROVED);
    }

    @Test
    void take_notSentAboveTheLimit_isRefusedOnDisk() {
        Corridor corridor = asking(Shop.deferrable());
        corridor.gateway.verdict = new HostVerdict.NotSent(Reason.LANE_BUSY);

        Payment payment = corridor.sell(150_00);

        assertThat(payment.state()).isEqualTo(PaymentState.REFUSED_OFFLINE);
        assertThat(payment.reason()).isEqualTo(Reason.SALE_ABOVE_LIMIT);
        assertThat(corridor.journal.types()).containsExactly(RecordType.ASKED, RecordType.ANSWERED);
    }

    @Test
    void take_unanswered_neverTurnsIntoAStoredSale() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = new HostVerdict.Unknown();

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
        assertThat(payment.duty()).isEqualTo(Payment.Duty.REVERSE);
        assertThat(corridor.journal.types()).doesNotContain(RecordType.STORED);
    }

    @Test
    void take_unanswered_turnsTheStandingOffline() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = new HostVerdict.Unknown();

        Payment ignored = corridor.sell(20_00);

        assertThat(corridor.standing).isEqualTo(new Standing.Offline(Reason.GATEWAY_SILENT));
    }

    @Test
    void take_offline_asksNobody() {
        Corridor corridor = asking(Shop.deferrable());
        corridor.standing = new Standing.Offline(Reason.NO_NETWORK);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.STORED);
        assertThat(corridor.gateway.calls).isEmpty();
    }

    @Test
    void take_offlineAboveTheLimit_isRefusedBeforeTheCard() {
        Corridor corridor = asking(Shop.deferrable());
        corridor.standing = new Standing.Offline(Reason.NO_NETWORK);

        assertThat(corridor.sell(150_00).reason()).isEqualTo(Reason.SALE_ABOVE_LIMIT);
        assertThat(corridor.card().closed).as("no card was asked for").isFalse();
    }

    @Test
    void take_tcOnline_isStoredAndAsksNobody() {
        Corridor corridor = new Corridor(Shop.read(Type.TC), Shop.approved());

        Payment payment = corridor.sell(5_00);

        assertThat(payment.kind()).isEqualTo(StoredKind.OFFLINE_APPROVED);
        assertThat(corridor.gateway.calls).isEmpty();
    }

    @Test
    void take_aac_leavesNoRecord() {
        Corridor corridor = new Corridor(Shop.read(Type.AAC), Shop.approved());

        assertThat(corridor.sell(5_00).state()).isEqualTo(PaymentState.DECLINED);
        assertThat(corridor.journal.types()).isEmpty();
    }

    @Test
    void take_cardRemoved_isCancelled() {
        Corridor corridor = new Corridor(new CardRead.Ended(EndReason.REMOVED), Shop.approved());

        Payment payment = corridor.sell(5_00);

        assertThat(payment.state()).isEqualTo(PaymentState.CANCELLED);
        assertThat(payment.reason()).isEqualTo(Reason.CARD_REMOVED);
    }

    @Test
    void take_diskRefusesStored_refusesTheSale() {
        Corridor corridor = asking(Shop.deferrable());
        corridor.standing = new Standing.Offline(Reason.NO_NETWORK);
        corridor.journal.breakAt(RecordType.STORED);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.REFUSED_OFFLINE);
        assertThat(payment.reason()).isEqualTo(Reason.JOURNAL_BROKEN);
    }

    @Test
    void take_diskRefusesAsked_sendsNothing() {
        Corridor corridor = asking(Shop.approved());
        corridor.journal.breakAt(RecordType.ASKED);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.reason()).isEqualTo(Reason.JOURNAL_BROKEN);
        assertThat(corridor.gateway.calls).isEmpty();
    }

    @Test
    void take_diskRefusesTheAnswer_neverShowsApproved() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = approved(true);
        corridor.journal.breakAt(RecordType.ANSWERED);

        assertThat(corridor.sell(20_00).state()).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
    }

    @Test
    void take_anyEnd_closesTheCard() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = approved(true);

        Payment ignored = corridor.sell(20_00);

        assertThat(corridor.card().closed).isTrue();
    }

    @Test
    void take_keptAnswer_recordsWhatTheHostSaid() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = approved(true);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.reply().authorisationCode()).isEqualTo("123456");
        assertThat(corridor.journal.entries().getLast())
                .isEqualTo(new JournalEntry.Answered(
                        payment.id(), Answer.KEPT_CAPTURED, Reason.NONE, ScriptedGateway.REPLY));
    }

    private static Corridor asking(FinalOutcome lastWord) {
        return new Corridor(Shop.read(Type.ARQC), lastWord);
    }

    private static HostVerdict approved(boolean captured) {
        return new HostVerdict.Approved(ScriptedGateway.REPLY, captured, TlvSet.empty());
    }
}
