package dev.tidegate.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.core.port.GatewayUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DrainJournalTest {
    private final Corridor corridor = new Corridor(Shop.read(Type.ARQC), Shop.deferrable());

    @Test
    void doWork_aStoredSale_isOfferedOnDiskBeforeItLeaves() {
        Payment ignored = stored();

        int did = corridor.drain().doWork();

        assertThat(did).isEqualTo(2);
        assertThat(types(corridor.gateway.uploads.getFirst())).containsExactly(RecordType.STORED, RecordType.OFFERED);
    }

    @Test
    void doWork_gatewayNotReachable_offersNothing() {
        Payment payment = stored();
        corridor.reachable = false;

        int did = corridor.drain().doWork();

        assertThat(did).isZero();
        assertThat(payment(payment).state())
                .as("a void must still be the till's own")
                .isEqualTo(PaymentState.STORED);
    }

    @Test
    void doWork_beforeTheTillsTime_offersNothingAndAsksForNoResults() {
        Payment _ = stored();
        corridor.slot = 0;

        int did = corridor.drain().doWork();

        assertThat(did).isZero();
        assertThat(corridor.gateway.uploads).isEmpty();
    }

    @Test
    void doWork_withATimeForFewRecords_bringsNoMore() {
        Payment _ = stored();
        Payment _ = stored();
        corridor.slot = 2;
        DrainJournal drain = corridor.drain();

        int first = drain.doWork();
        int second = drain.doWork();

        assertThat(first).isGreaterThan(0);
        assertThat(second).as("the time is used up").isZero();
        assertThat(corridor.slot).isZero();
    }

    @Test
    void doWork_aSaleBehindMoreNewsThanABatchHolds_isReachedAllTheSame() {
        PaymentId known = Sales.id();
        for (int i = 0; i < DrainJournal.BATCH_RECORDS_MAX; i++) {
            corridor.journal.note(new JournalEntry.Result(Sales.result(known, 1, "", PaymentState.REVERSED, 0)));
        }
        Payment payment = stored();
        DrainJournal drain = corridor.drain();

        int did = drain.doWork() + drain.doWork();

        assertThat(did).isEqualTo(DrainJournal.BATCH_RECORDS_MAX + 2);
        assertThat(payment(payment).offered()).isTrue();
    }

    @Test
    void doWork_aDiskThatTakesNothing_stillSendsWhatIsThere() {
        Payment ignored = stored();
        corridor.journal.breakAt(RecordType.OFFERED);

        int did = corridor.drain().doWork();

        assertThat(did).isEqualTo(1);
        assertThat(types(corridor.gateway.uploads.getFirst())).containsExactly(RecordType.STORED);
    }

    @Test
    void doWork_aSaleThatCameInBeforeTheOffer_isOfferedByTheNextRound() {
        Payment ignored = stored();
        corridor.journal.before(RecordType.OFFERED, this::stored);
        DrainJournal drain = corridor.drain();

        int first = drain.doWork();
        int second = drain.doWork();
        int third = drain.doWork();

        assertThat(List.of(first, second, third)).containsExactly(3, 1, 0);
        assertThat(corridor.journal.types())
                .containsExactly(RecordType.STORED, RecordType.STORED, RecordType.OFFERED, RecordType.OFFERED);
        assertThat(((JournalEntry.Offered) corridor.journal.entries().getLast()).upTo())
                .as("the second sale is covered")
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void doWork_aSaleSentWithoutAnOffer_isOfferedOnceTheDiskTakesIt() {
        Payment ignored = stored();
        corridor.journal.breakAt(RecordType.OFFERED);
        DrainJournal drain = corridor.drain();
        int without = drain.doWork();
        int still = drain.doWork();
        corridor.journal.mend();

        int offered = drain.doWork();

        assertThat(List.of(without, still, offered)).containsExactly(1, 0, 1);
        assertThat(types(corridor.gateway.uploads.getLast())).containsExactly(RecordType.OFFERED);
    }

    @Test
    void doWork_uploadFails_sendsTheSameBatchAgainWithOneOffer() {
        Payment ignored = stored();
        corridor.gateway.away = true;
        DrainJournal drain = corridor.drain();
        assertThatThrownBy(drain::doWork).isInstanceOf(GatewayUnavailableException.class);

        corridor.gateway.away = false;
        int did = drain.doWork();

        assertThat(did).isEqualTo(2);
        assertThat(corridor.journal.types()).containsExactly(RecordType.STORED, RecordType.OFFERED);
    }

    @Test
    void doWork_duplicateVerdicts_acknowledgeAsWell() {
        Payment ignored = stored();
        corridor.gateway.verdicts = List.of(Verdict.DUPLICATE, Verdict.DUPLICATE);

        int did = corridor.drain().doWork();

        assertThat(did).isEqualTo(2);
        assertThat(corridor.journal.acknowledged().contiguous()).isEqualTo(2);
    }

    @Test
    void doWork_aRecordSetAside_countsAsReceivedAndIsRemembered() {
        Payment ignored = stored();
        corridor.gateway.verdicts = List.of(Verdict.SET_ASIDE, Verdict.OK);

        int did = corridor.drain().doWork();

        assertThat(did).isEqualTo(2);
        assertThat(corridor.journal.acknowledged().setAside()).containsExactly(1L);
    }

    @Test
    void doWork_busyInTheMiddle_keepsTheRestForLater() {
        Payment ignored = stored();
        corridor.gateway.verdicts = List.of(Verdict.OK, Verdict.BUSY);

        int did = corridor.drain().doWork();

        assertThat(did).isEqualTo(1);
        assertThat(corridor.journal.acknowledged().contiguous()).isEqualTo(1);
    }

    @Test
    void compare_aGatewayThatHasLessThanItAcknowledged_getsARecordBeyondAndThenAllAgain() {
        Payment ignored = stored();
        DrainJournal drain = corridor.drain();
        assertThat(drain.doWork()).isEqualTo(2);
        corridor.gateway.uploads.clear();

        boolean news = drain.compare(0, 2, 2);
        corridor.gateway.verdicts = List.of(Verdict.RESEND);
        int beyond = drain.doWork();
        corridor.gateway.verdicts = List.of();
        corridor.gateway.lastSeq = 3;
        int again = drain.doWork();

        assertThat(news).isTrue();
        assertThat(corridor.gateway.uploads.getFirst())
                .as("by the gap it knows what it has lost")
                .extracting(JournalRecord::seq)
                .containsExactly(3L);
        assertThat(corridor.gateway.uploads.getLast())
                .extracting(JournalRecord::seq)
                .containsExactly(1L, 2L, 3L);
        assertThat(List.of(beyond, again)).containsExactly(0, 3);
        assertThat(drain.doWork()).as("then it is level").isZero();
    }

    @Test
    void compare_aGatewayThatIsLevelOrHasMoreToHear_isNoNews() {
        Payment ignored = stored();
        DrainJournal drain = corridor.drain();

        assertThat(drain.compare(0, 0, 1)).isFalse();
        assertThat(drain.doWork()).isEqualTo(2);
        assertThat(drain.compare(2, 2, 2)).isFalse();
        assertThat(drain.doWork()).isZero();
    }

    @Test
    void compare_aGatewayThatHasMoreThanTheTill_endsTheDrain() {
        Payment ignored = stored();
        DrainJournal drain = corridor.drain();

        assertThat(drain.compare(9, 0, 1)).isTrue();

        assertThat(drain.stoppedBy()).isEqualTo(Verdict.FORK);
        assertThat(drain.doWork()).isZero();
        assertThat(corridor.gateway.uploads).isEmpty();
    }

    @Test
    void doWork_recordsMissingAtTheGateway_areSentAgainFromItsLast() {
        Payment ignored = stored();
        DrainJournal drain = corridor.drain();
        int first = drain.doWork();
        Payment second = stored();
        corridor.gateway.verdicts = List.of(Verdict.RESEND);
        corridor.gateway.lastSeq = 0;
        int refused = drain.doWork();

        corridor.gateway.verdicts = List.of();
        int again = drain.doWork();

        assertThat(List.of(first, refused)).containsExactly(2, 0);
        assertThat(again).isPositive();
        assertThat(corridor.gateway.uploads.getLast().getFirst().seq()).isEqualTo(1);
        assertThat(payment(second).offered()).isTrue();
    }

    @Test
    void doWork_fork_stopsAndSaysSo() {
        Payment ignored = stored();
        corridor.gateway.verdicts = List.of(Verdict.FORK);
        DrainJournal drain = corridor.drain();

        int did = drain.doWork() + drain.doWork();

        assertThat(did).isZero();
        assertThat(drain.stoppedBy()).isEqualTo(Verdict.FORK);
        assertThat(corridor.gateway.uploads).hasSize(1);
    }

    @Test
    void doWork_aResult_isARecordAndTheLedgerFollows() {
        Payment payment = stored();
        corridor.gateway.news = List.of(Sales.result(payment.id(), 1, "a-7", PaymentState.CAPTURED, 20_00));

        int did = corridor.drain().doWork();

        assertThat(did).isEqualTo(3);
        assertThat(payment(payment).state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(corridor.ledger.resultsCursor()).isEqualTo("a-7");
    }

    @Test
    void doWork_onlyResultsInTheJournal_uploadsNothing() {
        Payment payment = stored();
        corridor.gateway.news = List.of(Sales.result(payment.id(), 1, "a-7", PaymentState.CAPTURED, 20_00));
        DrainJournal drain = corridor.drain();
        int first = drain.doWork();

        int second = drain.doWork();

        assertThat(first).isPositive();
        assertThat(second).as("a RESULT rides with the next upload").isZero();
    }

    @Test
    void doWork_aShownApproval_isCompletedOnce() {
        Payment payment = approved();
        Payment ignored = corridor.closing().seen(payment.id());
        DrainJournal drain = corridor.drain();

        int did = drain.doWork() + drain.doWork();

        assertThat(did).isPositive();
        assertThat(corridor.gateway.calls.stream().filter("complete"::equals)).hasSize(1);
    }

    @Test
    void doWork_anApprovalNobodyWasTold_waits() {
        Payment ignored = approved();

        int did = corridor.drain().doWork();

        assertThat(did).as("the records go, the completion waits").isPositive();
        assertThat(corridor.gateway.calls).doesNotContain("complete", "reverse");
    }

    @Test
    void doWork_anUnknownOutcome_isReversed() {
        corridor.gateway.verdict = new HostVerdict.Unknown();
        Payment payment = corridor.sell(20_00);

        int did = corridor.drain().doWork();

        assertThat(did).isPositive();
        assertThat(payment(payment).state()).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void doWork_aReversalOnItsWay_isAskedForEachRoundAndWrittenOnce() {
        corridor.gateway.verdict = new HostVerdict.Unknown();
        corridor.gateway.afterReverse = PaymentState.OUTCOME_UNKNOWN;
        Payment ignored = corridor.sell(20_00);
        DrainJournal drain = corridor.drain();

        int did = drain.doWork() + drain.doWork() + drain.doWork();

        assertThat(did).isPositive();
        assertThat(corridor.gateway.calls.stream().filter("reverse"::equals)).hasSize(3);
        assertThat(corridor.journal.types().stream().filter(RecordType.RESULT::equals))
                .hasSize(1);
    }

    @Test
    void recover_anAskedSaleWithoutAnswer_isReversedAndNeverAskedAgain() {
        JournalEntry.Asked asked = new JournalEntry.Asked(
                Sales.id(), Sales.sale(dev.tidegate.core.payment.Amount.of(20_00, "EUR")), Sales.body());
        corridor.journal.note(asked);

        List<Payment> questions = corridor.recovery().recover();
        int did = corridor.drain().doWork();

        assertThat(questions).isEmpty();
        assertThat(did).isPositive();
        assertThat(corridor.gateway.calls).contains("reverse").doesNotContain("authorise");
    }

    @Test
    void recover_twice_writesTheUnknownOutcomeOnce() {
        corridor.journal.note(new JournalEntry.Asked(
                Sales.id(), Sales.sale(dev.tidegate.core.payment.Amount.of(20_00, "EUR")), Sales.body()));

        List<Payment> first = corridor.recovery().recover();
        List<Payment> second = corridor.recovery().recover();

        assertThat(first).isEqualTo(second);
        assertThat(corridor.journal.types()).containsExactly(RecordType.ASKED, RecordType.ANSWERED);
    }

    @Test
    void recover_aStoredSaleNobodyWasTold_asksAboutTheGoods() {
        Payment payment = stored();

        assertThat(corridor.recovery().recover()).extracting(Payment::id).containsExactly(payment.id());
    }

    @Test
    void recover_aStoredSaleThatWasSeen_asksNothing() {
        Payment payment = stored();
        Payment ignored = corridor.closing().seen(payment.id());

        assertThat(corridor.recovery().recover()).isEmpty();
    }

    @Test
    void takeBack_beforeTheOffer_isVoidedAtOnce() {
        Payment payment = stored();

        Payment now = corridor.closing().takeBack(payment.id());

        assertThat(now).extracting(Payment::state).isEqualTo(PaymentState.VOIDED);
    }

    @Test
    void takeBack_afterTheOffer_isARequest() {
        Payment payment = stored();
        int did = corridor.drain().doWork();

        Payment now = corridor.closing().takeBack(payment.id());

        assertThat(did).isPositive();
        assertThat(now).extracting(Payment::state).isEqualTo(PaymentState.VOID_ASKED);
    }

    @Test
    void takeBack_anApprovalNobodyWasTold_isReversed() {
        Payment payment = approved();

        Payment now = corridor.closing().takeBack(payment.id());

        assertThat(now).extracting(Payment::duty).isEqualTo(Payment.Duty.REVERSE);
    }

    @Test
    void takeBack_anApprovalThatWasSeen_changesNothing() {
        Payment payment = approved();
        Payment ignored = corridor.closing().seen(payment.id());

        Payment now = corridor.closing().takeBack(payment.id());

        assertThat(now).extracting(Payment::duty).isEqualTo(Payment.Duty.COMPLETE);
    }

    private Payment stored() {
        corridor.standing = new Standing.Offline(Reason.NO_NETWORK);
        Payment payment = corridor.sell(20_00);
        assertThat(payment.state()).isEqualTo(PaymentState.STORED);
        return payment;
    }

    private Payment approved() {
        Corridor other = corridor;
        other.gateway.verdict = new HostVerdict.Approved(ScriptedGateway.REPLY, true, TlvSet.empty());
        Corridor approving = new Corridor(Shop.read(Type.ARQC), Shop.approved());
        approving.gateway.verdict = other.gateway.verdict;
        Payment payment = approving.sell(10_00);
        approving.journal.entries().forEach(corridor.journal::note);
        int ignored = corridor.projection.catchUp();
        return payment;
    }

    private Payment payment(Payment payment) {
        return java.util.Objects.requireNonNull(corridor.ledger.payment(payment.id()));
    }

    private static List<RecordType> types(List<dev.tidegate.core.payment.JournalRecord> records) {
        return records.stream().map(r -> r.entry().type()).toList();
    }
}
