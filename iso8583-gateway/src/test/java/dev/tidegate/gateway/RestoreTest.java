package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.gateway.capture.LiveAnswer;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fleet.Restore;
import dev.tidegate.gateway.fleet.Restore.Booked;
import dev.tidegate.gateway.fleet.Restore.Booking;
import dev.tidegate.gateway.fleet.Restore.Matched;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway lost its database, and the backup was made right after the till's enrolment: the till has more acknowledged
 * than the gateway knows.
 */
class RestoreTest {
    @TempDir
    private Path folder;

    private final List<JournalRecord> journal = new ArrayList<>();
    private IntakeRig lost;
    private IntakeRig rig;
    private Restore restore;

    @BeforeEach
    void open() {
        lost = new IntakeRig(folder.resolve("lost"));
        rig = new IntakeRig(folder.resolve("restored"));
        restore = new Restore(rig.store, rig.clock);
    }

    @AfterEach
    void close() {
        lost.close();
        rig.close();
    }

    private void written(JournalRecord record) {
        journal.add(record);
    }

    /** A sale that the lost life had. */
    private PaymentId sale() {
        PaymentId id = lost.till.newId();
        JournalRecord stored = lost.till.stored(id, StoredKind.OFFLINE_APPROVED);
        written(stored);
        written(lost.till.shown(id));
        written(lost.till.offered(stored.seq()));
        return id;
    }

    private void hadByTheLostLife() {
        assertThat(lost.upload(journal.toArray(JournalRecord[]::new)).verdicts())
                .containsOnly(Verdict.OK);
    }

    /** The till brings its next record, is asked for the rest, and brings that. */
    private void comesBack() {
        JournalRecord next = lost.till.epochOpen();
        written(next);
        assertThat(rig.upload(next).verdicts()).containsExactly(Verdict.RESEND);
        assertThat(rig.upload(journal.toArray(JournalRecord[]::new)).verdicts()).containsOnly(Verdict.OK);
    }

    private static Booking booking(String rrn, Booked state) {
        return new Booking("TILL0001", "000001", rrn, Sales.AMOUNT.minor(), "978", "0119", state);
    }

    private Matched matched(Booking... books) {
        return restore.reconcile(Sales.ACQUIRER, List.of(books));
    }

    private PaymentId lostAndBack() {
        PaymentId id = sale();
        hadByTheLostLife();
        assertThat(restore.begin(new UUID(1, 1))).isZero();
        comesBack();
        return id;
    }

    @Test
    void sale_ofTheLostLife_isHeldAndNotSent() {
        PaymentId id = lostAndBack();

        int begun = rig.drain();

        assertThat(begun).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.RESTORED);
    }

    @Test
    void sale_thatTheAcquirerHas_isCaptured() {
        PaymentId id = lostAndBack();

        Matched matched = matched(booking("632600000001", Booked.LIVE));

        assertThat(matched).isEqualTo(new Matched(1, 0, 0, List.of(), List.of()));
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.payment(id).outcome().reply().rrn()).isEqualTo("632600000001");
        assertThat(rig.link.sent()).isEmpty();
    }

    @Test
    void sale_thatTheAcquirerDeclined_isDeclined() {
        PaymentId id = lostAndBack();

        Matched matched = matched(booking("632600000001", Booked.DECLINED));

        assertThat(matched.declined()).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.DECLINED_AFTER_STORE);
    }

    @Test
    void sale_whoseBodyTheTillHasLetGo_isHeldAndFoundInTheBooks() {
        PaymentId id = sale();
        hadByTheLostLife();
        assertThat(restore.begin(new UUID(1, 1))).isZero();
        JournalRecord next = lost.till.epochOpen();
        assertThat(rig.upload(next).verdicts()).containsExactly(Verdict.RESEND);
        Octets[] archived = journal.stream()
                .map(record -> lost.till.withoutBody(record.raw()))
                .toArray(Octets[]::new);

        assertThat(rig.raw(archived).verdicts()).containsOnly(Verdict.OK);

        assertThat(rig.reason(id)).isEqualTo(Reason.RESTORED);
        assertThat(rig.quarantined("LET_GO")).isZero();
        assertThat(rig.drain()).isZero();
        assertThat(matched(booking("632600000001", Booked.LIVE)).captured()).isOne();
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_withoutABodyInOneLife_isSetAside() {
        PaymentId id = lost.till.newId();
        Octets bare = lost.till.withoutBody(
                lost.till.stored(id, StoredKind.OFFLINE_APPROVED).raw());

        assertThat(lost.raw(bare).verdicts()).containsExactly(Verdict.SET_ASIDE);

        assertThat(lost.reason(id)).isEqualTo(Reason.TAMPER);
        assertThat(lost.quarantined("BODY_GONE")).isOne();
    }

    @Test
    void sale_thatTheAcquirerDoesNotHave_isSentOnceAfterwards() {
        PaymentId id = lostAndBack();
        rig.link.answers("00");

        Matched matched = matched();
        int begun = rig.drain();

        assertThat(matched.released()).isEqualTo(1);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0220");
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sales_alikeOfWhichOneIsBooked_areLeftForAPerson() {
        PaymentId first = sale();
        PaymentId second = sale();
        hadByTheLostLife();
        assertThat(restore.begin(new UUID(1, 1))).isZero();
        comesBack();

        Matched matched = matched(booking("632600000001", Booked.LIVE));

        assertThat(matched.left()).containsExactlyInAnyOrder(first, second);
        assertThat(rig.state(first)).isEqualTo(PaymentState.HELD);
        assertThat(rig.state(second)).isEqualTo(PaymentState.HELD);
    }

    @Test
    void sales_alikeAndAllBooked_areAllCaptured() {
        PaymentId first = sale();
        PaymentId second = sale();
        hadByTheLostLife();
        assertThat(restore.begin(new UUID(1, 1))).isZero();
        comesBack();

        Matched matched = matched(booking("632600000001", Booked.LIVE), booking("632600000002", Booked.LIVE));

        assertThat(matched.captured()).isEqualTo(2);
        assertThat(rig.state(first)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.state(second)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_reversedAtTheAcquirer_isLeftForAPerson() {
        PaymentId id = lostAndBack();

        assertThat(matched(booking("632600000001", Booked.REVERSED)).left()).containsExactly(id);
    }

    @Test
    void booking_ofWhichNoTillHasTold_isNamed() {
        assertThat(restore.begin(new UUID(1, 1))).isZero();
        Booking strange = booking("632600000001", Booked.LIVE);

        assertThat(matched(strange).unknown()).containsExactly(strange);
    }

    @Test
    void liveSale_ofTheLostLife_isHeldAndNeverReversed() {
        PaymentId id = lost.till.newId();
        written(lost.till.asked(id));
        written(lost.till.answered(id, Answer.UNKNOWN));
        hadByTheLostLife();
        assertThat(restore.begin(new UUID(1, 1))).isZero();
        comesBack();

        Matched matched = matched();
        int begun = rig.drain();

        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(matched.left()).containsExactly(id);
        assertThat(begun).isZero();
        assertThat(rig.link.sent()).isEmpty();
    }

    @Test
    void liveSale_ofWhichNothingWasBooked_isOver() {
        PaymentId id = lost.till.newId();
        written(lost.till.asked(id));
        written(lost.till.answered(id, Answer.DECLINED));
        hadByTheLostLife();
        assertThat(restore.begin(new UUID(1, 1))).isZero();

        comesBack();

        assertThat(rig.state(id)).isEqualTo(PaymentState.VOIDED);
    }

    @Test
    void sale_madeAfterTheLoss_isSentWhenTheRestoreIsFinished() {
        PaymentId before = sale();
        hadByTheLostLife();
        assertThat(restore.begin(new UUID(1, 1))).isZero();
        comesBack();
        journal.clear();
        PaymentId fresh = sale();
        assertThat(rig.upload(journal.toArray(JournalRecord[]::new)).verdicts()).containsOnly(Verdict.OK);

        int paused = rig.drain();
        Matched matched = matched(booking("632600000001", Booked.LIVE));
        rig.link.answers("00");
        int begun = rig.drain();

        assertThat(List.of(paused, begun)).containsExactly(0, 1);
        assertThat(matched.captured()).isEqualTo(1);
        assertThat(rig.state(before)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.state(fresh)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_ofTheBackupThatWaits_isHeldFromTheStart() {
        PaymentId id = lost.till.newId();
        JournalRecord stored = lost.till.stored(id, StoredKind.OFFLINE_APPROVED);
        assertThat(rig.upload(stored, lost.till.shown(id), lost.till.offered(stored.seq()))
                        .verdicts())
                .containsOnly(Verdict.OK);

        int held = restore.begin(new UUID(1, 1));

        assertThat(held).isEqualTo(1);
        assertThat(rig.reason(id)).isEqualTo(Reason.RESTORED);
    }

    @Test
    void newLife_whileItsDrainIsPaused_takesLiveSalesUnderNumbersOfItsOwn() {
        PaymentId before = rig.till.newId();
        rig.link.answers("00").answers("00");
        LiveAnswer old = rig.ask(before);
        assertThat(restore.begin(new UUID(1, 1))).isZero();
        PaymentId id = rig.till.newId();

        LiveAnswer fresh = rig.ask(id);

        assertThat(old).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(fresh).isInstanceOf(LiveAnswer.Approved.class);
        long stan = Long.parseLong(rig.payment(id).outcome().reply().stan());
        assertThat(stan)
                .isEqualTo(Long.parseLong(rig.payment(before).outcome().reply().stan()) + 100_001);
        assertThat(rig.payment(id).outcome().reply().rrn())
                .isEqualTo(rig.payment(before).outcome().reply().rrn().substring(0, 4) + "20000002");
    }

    @Test
    void newLife_hasAnotherIncarnation() {
        String before = rig.store.incarnation();

        assertThat(restore.begin(new UUID(1, 1))).isZero();

        assertThat(restore.restoring()).isPresent();
        assertThat(before).isNotEqualTo("000000000000");
        assertThat(rig.store.<String>read(tables -> tables.life().incarnation()))
                .isEqualTo("000000000000");
    }
}
