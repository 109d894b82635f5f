package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.gateway.fixture.Sales;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What damaged, repeated and foreign records get, and that the others pass. */
class IntakeVerdictTest {
    @TempDir
    private Path folder;

    private IntakeRig rig;

    @BeforeEach
    void open() {
        rig = new IntakeRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Octets damaged(JournalRecord record, int at) {
        byte[] bytes = record.raw().toByteArray();
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        return Octets.of(bytes);
    }

    @Test
    void batch_sentTwice_isDuplicatesAndChangesNothing() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);
        JournalRecord shown = rig.till.shown(id);
        JournalRecord offered = rig.till.offered(stored.seq());
        Receipt first = rig.upload(stored, shown, offered);
        rig.link.answers("00");
        int begun = rig.drain();

        Receipt second = rig.upload(stored, shown, offered);

        assertThat(first.verdicts()).containsOnly(Verdict.OK);
        assertThat(second.verdicts()).containsOnly(Verdict.DUPLICATE);
        assertThat(second.lastSeq()).isEqualTo(first.lastSeq());
        assertThat(begun).isEqualTo(1);
        assertThat(rig.drain()).isZero();
        assertThat(rig.link.sent()).hasSize(1);
    }

    @Test
    void record_twiceInOneBatch_isADuplicateTheSecondTime() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);
        JournalRecord shown = rig.till.shown(id);

        Receipt receipt = rig.upload(stored, shown, stored);

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK, Verdict.OK, Verdict.DUPLICATE);
    }

    @Test
    void records_missing_areAskedFor() {
        JournalRecord first = rig.till.epochOpen();
        PaymentId id = rig.till.newId();
        JournalRecord lost = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);
        JournalRecord third = rig.till.shown(id);

        Receipt receipt = rig.upload(first, third);
        Receipt again = rig.upload(lost, third);

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK, Verdict.RESEND);
        assertThat(receipt.lastSeq()).isEqualTo(1);
        assertThat(again.verdicts()).containsExactly(Verdict.OK, Verdict.OK);
    }

    @Test
    void record_withAWrongMac_isSetAsideAndTheOthersPass() {
        PaymentId bad = rig.till.newId();
        PaymentId good = rig.till.newId();
        JournalRecord first = rig.till.stored(bad, StoredKind.OFFLINE_APPROVED);
        JournalRecord second = rig.till.stored(good, StoredKind.OFFLINE_APPROVED);

        Receipt receipt = rig.raw(damaged(first, -1), second.raw());

        assertThat(receipt.verdicts()).containsExactly(Verdict.SET_ASIDE, Verdict.OK);
        assertThat(rig.quarantined("BAD_MAC")).isEqualTo(1);
        assertThat(rig.state(bad)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(bad)).isEqualTo(Reason.TAMPER);
        assertThat(rig.state(good)).isEqualTo(PaymentState.STORED);
    }

    @Test
    void bytes_thatAreNoRecord_endTheBatch() {
        JournalRecord after = rig.till.epochOpen();

        Receipt receipt = rig.raw(Octets.of(new byte[300]), after.raw());

        assertThat(receipt.verdicts()).containsExactly(Verdict.REFUSED);
        assertThat(rig.lastSeq()).isZero();
    }

    @Test
    void record_ofAnotherHistory_isAForkAndKeptOnce() {
        PaymentId id = rig.till.newId();
        JournalRecord record = rig.till.epochOpen();
        Receipt good = rig.upload(record, rig.till.stored(id, StoredKind.OFFLINE_APPROVED));
        byte[] other = record.raw().toByteArray();
        other[40] ^= 1;

        Receipt fork = rig.raw(Octets.of(other));
        Receipt again = rig.raw(Octets.of(other));

        assertThat(good.verdicts()).containsOnly(Verdict.OK);
        assertThat(fork.verdicts()).containsExactly(Verdict.FORK);
        assertThat(again.verdicts()).containsExactly(Verdict.FORK);
        assertThat(rig.quarantined("FORK")).isEqualTo(1);
        assertThat(rig.lastSeq()).isEqualTo(2);
    }

    @Test
    void summary_withAnotherAmountThanTheBody_isHeldAsTampered() {
        PaymentId id = rig.till.newId();

        Receipt receipt =
                rig.upload(rig.till.stored(id, StoredKind.OFFLINE_APPROVED, Amount.of(1, "EUR"), Sales.AMOUNT));

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.TAMPER);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void body_sealedForAnotherPayment_isSetAsideAndHeld() {
        PaymentId id = rig.till.newId();
        PaymentId other = rig.till.newId();
        JournalRecord genuine = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);
        var entry = (dev.tidegate.core.payment.JournalEntry.Stored) genuine.entry();
        JournalRecord moved = rig.till.record(
                new dev.tidegate.core.payment.JournalEntry.Stored(other, entry.sale(), entry.kind(), entry.body()));

        Receipt receipt = rig.upload(genuine, moved);

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK, Verdict.SET_ASIDE);
        assertThat(rig.state(other)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(other)).isEqualTo(Reason.TAMPER);
        assertThat(rig.state(id)).isEqualTo(PaymentState.STORED);
    }

    @Test
    void keys_thatCannotBeUsed_neverAcknowledge() {
        JournalRecord record = rig.till.stored(rig.till.newId(), StoredKind.OFFLINE_APPROVED);
        rig.loseKeys();

        Receipt receipt = rig.upload(record);

        assertThat(receipt.verdicts()).containsExactly(Verdict.BUSY);
        assertThat(rig.lastSeq()).isZero();
    }

    @Test
    void loss_reportedByTheTill_closesTheGap() {
        JournalRecord first = rig.till.epochOpen();
        PaymentId id = rig.till.newId();
        JournalRecord lost = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);
        JournalRecord report = rig.till.lost(lost.seq(), lost.seq());

        Receipt receipt = rig.upload(first, report);

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK, Verdict.OK);
        assertThat(receipt.lastSeq()).isEqualTo(3);
    }

    @Test
    void till_thatIsAnother_cannotUploadThisOnesRecords() {
        JournalRecord record = rig.till.epochOpen();
        byte[] other = record.raw().toByteArray();
        Arrays.fill(other, 16, 32, (byte) 7);

        Receipt receipt = rig.raw(Octets.of(other));

        assertThat(receipt.verdicts()).containsExactly(Verdict.REFUSED);
    }

    @Test
    void records_mutatedAThousandTimes_neverThrowAndNeverMoveMoney() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);
        Random chance = new Random(8583);

        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = stored.raw().toByteArray();
            bytes[chance.nextInt(bytes.length)] ^= (byte) (1 << chance.nextInt(8));
            Receipt receipt = rig.raw(Octets.of(Arrays.copyOf(bytes, bytes.length - chance.nextInt(2))));
            assertThat(receipt.verdicts()).hasSize(1).doesNotContain(Verdict.OK);
        }

        assertThat(rig.drain()).isZero();
        assertThat(rig.link.sent()).isEmpty();
    }
}
