package dev.tidegate.till.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.LedgerBrokenException;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.store.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TillLedgerTest {
    @TempDir
    private Path folder;

    private final MemoryJournal journal = new MemoryJournal();
    private final List<Payment> told = new ArrayList<>();
    private TillLedger ledger;

    @BeforeEach
    void open() {
        ledger = open(Samples.TILL, Landmarks.none());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void project_anOnlineSaleFromEndToEnd_equalsTheFold() {
        PaymentId id = Samples.id();

        project(Samples.asked(id, 1250), Samples.answered(id, Answer.KEPT_CAPTURED), new JournalEntry.Shown(id));

        assertThat(ledger.payment(id)).isEqualTo(folded(id));
    }

    @Test
    void project_aStoredSaleFromEndToEnd_equalsTheFold() {
        PaymentId id = Samples.id();

        project(
                Samples.stored(id, 1250, StoredKind.OFFLINE_APPROVED),
                new JournalEntry.Shown(id),
                new JournalEntry.Offered(2),
                Samples.result(id, 1, "a-1", PaymentState.RETRY_WAIT),
                Samples.result(id, 2, "a-2", PaymentState.CAPTURED));

        assertThat(ledger.payment(id)).isEqualTo(folded(id));
    }

    @Test
    void project_theSameRecordTwice_changesNothing() {
        PaymentId id = Samples.id();
        JournalRecord stored = journal.append(Samples.stored(id, 1250));
        JournalRecord voided = journal.append(new JournalEntry.Voided(id));
        ledger.project(stored);
        ledger.project(voided);

        ledger.project(stored);

        assertThat(ledger.payment(id)).isEqualTo(folded(id));
        assertThat(ledger.position()).isEqualTo(2);
    }

    @Test
    void project_aRecordWithoutPayment_movesThePositionAlone() {
        project(new JournalEntry.EpochOpen(0, 0));

        assertThat(ledger.position()).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void project_aWordAboutAPaymentThatNobodyKnows_changesNothing() {
        PaymentId id = Samples.id();

        project(new JournalEntry.Shown(id), Samples.result(id, 3, "a-9", PaymentState.CAPTURED));

        assertThat(ledger.payment(id)).isNull();
        assertThat(ledger.resultsCursor()).isEqualTo("a-9");
    }

    @Test
    void project_offered_coversTheStoredUpToItsNumberAlone() {
        PaymentId before = Samples.id();
        PaymentId after = Samples.id();

        project(Samples.stored(before, 100), Samples.stored(after, 200), new JournalEntry.Offered(1));

        assertThat(state(before)).isEqualTo(PaymentState.FORWARDING);
        assertThat(state(after)).isEqualTo(PaymentState.STORED);
    }

    @Test
    void project_offeredAfterAVoid_leavesItVoided() {
        PaymentId id = Samples.id();

        project(Samples.stored(id, 100), new JournalEntry.Voided(id), new JournalEntry.Offered(2));

        assertThat(ledger.payment(id))
                .extracting(Payment::state, Payment::offered)
                .containsExactly(PaymentState.VOIDED, true);
    }

    @Test
    void project_eachChange_isTold() {
        PaymentId id = Samples.id();

        project(Samples.stored(id, 100), new JournalEntry.Offered(1));

        assertThat(told).extracting(Payment::state).containsExactly(PaymentState.STORED, PaymentState.FORWARDING);
    }

    @Test
    void project_eachRecord_isAnEventOfItsPayment() {
        PaymentId id = Samples.id();
        PaymentId other = Samples.id();

        project(
                Samples.stored(id, 100),
                Samples.stored(other, 200),
                new JournalEntry.Offered(2),
                Samples.result(id, 1, "a-1", PaymentState.RETRY_WAIT));

        assertThat(ledger.queries().events(id))
                .extracting(event -> event.seq() + " " + event.record() + " " + event.state())
                .containsExactly("1 STORED STORED", "3 OFFERED FORWARDING", "4 RESULT RETRY_WAIT");
    }

    @Test
    void events_ofAResult_carryAttemptsAndTimes() {
        PaymentId id = Samples.id();

        project(Samples.stored(id, 100), Samples.result(id, 1, "a-1", PaymentState.RETRY_WAIT));

        LedgerQueries.Event last = ledger.queries().events(id).getLast();
        assertThat(last.attempts()).isEqualTo(1);
        assertThat(last.nextAttempt()).isEqualTo(Samples.NOON.plusSeconds(60));
        assertThat(last.deadline()).isEqualTo(Samples.NOON.plusSeconds(86_400));
    }

    @Test
    void project_killedInTheMiddle_leavesTheLedgerAtTheRecordBefore() {
        PaymentId id = Samples.id();
        project(Samples.stored(id, 100));
        ledger.close();
        ledger = open(Samples.TILL, landmark -> {
            throw new Killed();
        });
        JournalRecord voided = journal.append(new JournalEntry.Voided(id));

        assertThatThrownBy(() -> ledger.project(voided)).isInstanceOf(Killed.class);

        assertThat(ledger.position()).isEqualTo(1);
        assertThat(state(id)).isEqualTo(PaymentState.STORED);
    }

    @Test
    void project_passesTheLandmark_onceForEachRecord() {
        ledger.close();
        List<Landmarks.Landmark> passed = new ArrayList<>();
        ledger = open(Samples.TILL, passed::add);

        project(Samples.stored(Samples.id(), 100), new JournalEntry.EpochOpen(0, 0));

        assertThat(passed).containsExactly(Landmarks.Landmark.DURING_PROJECTION, Landmarks.Landmark.DURING_PROJECTION);
    }

    @Test
    void open_again_goesOnWhereItWas() {
        PaymentId id = Samples.id();
        project(Samples.stored(id, 100));
        ledger.close();

        ledger = open(Samples.TILL, Landmarks.none());

        assertThat(ledger.position()).isEqualTo(1);
        assertThat(ledger.payment(id)).isEqualTo(folded(id));
        assertThat(ledger.link()).isEqualTo(journal.head().link());
    }

    @Test
    void open_aDamagedFile_startsFromNothing() throws IOException {
        project(Samples.stored(Samples.id(), 100));
        ledger.close();
        Files.writeString(folder.resolve("ledger.db"), "this is not a database, and long enough to be seen as none");

        ledger = open(Samples.TILL, Landmarks.none());

        assertThat(ledger.position()).isZero();
    }

    @Test
    void open_theFileOfAnotherTill_startsFromNothing() {
        project(Samples.stored(Samples.id(), 100));
        ledger.close();

        ledger = open(TillId.of("018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee2"), Landmarks.none());

        assertThat(ledger.position()).isZero();
    }

    @Test
    void clear_always_forgetsEverything() {
        PaymentId id = Samples.id();
        project(Samples.stored(id, 100), Samples.result(id, 1, "a-1", PaymentState.CAPTURED));

        ledger.clear();

        assertThat(ledger.position()).isZero();
        assertThat(ledger.resultsCursor()).isEmpty();
        assertThat(ledger.payment(id)).isNull();
    }

    @Test
    void duties_ofOnlineSales_areTheOldestFirst() {
        PaymentId unknown = Samples.id();
        PaymentId kept = Samples.id();
        PaymentId declined = Samples.id();

        project(
                Samples.asked(unknown, 100),
                Samples.answered(unknown, Answer.UNKNOWN),
                Samples.asked(kept, 200),
                Samples.answered(kept, Answer.KEPT_CAPTURED),
                new JournalEntry.Shown(kept),
                Samples.asked(declined, 300),
                Samples.answered(declined, Answer.DECLINED));

        assertThat(ledger.duties()).extracting(Payment::id).containsExactly(unknown, kept);
    }

    @Test
    void unanswered_afterACrash_isTheAskedOne() {
        PaymentId asked = Samples.id();
        PaymentId answered = Samples.id();

        project(Samples.asked(answered, 100), Samples.answered(answered, Answer.DECLINED), Samples.asked(asked, 200));

        assertThat(ledger.unanswered()).extracting(Payment::id).containsExactly(asked);
    }

    @Test
    void unshown_storedAndApproved_areAskedAbout() {
        PaymentId stored = Samples.id();
        PaymentId approved = Samples.id();
        PaymentId seen = Samples.id();
        PaymentId voided = Samples.id();
        PaymentId declined = Samples.id();
        PaymentId refusedByCard = Samples.id();

        project(
                Samples.stored(stored, 100),
                Samples.asked(approved, 200),
                Samples.answered(approved, Answer.KEPT_CAPTURED),
                Samples.stored(seen, 300),
                new JournalEntry.Shown(seen),
                Samples.stored(voided, 400),
                new JournalEntry.Voided(voided),
                Samples.asked(declined, 500),
                Samples.answered(declined, Answer.DECLINED),
                Samples.asked(refusedByCard, 600),
                Samples.answered(refusedByCard, Answer.TO_BE_REVERSED));

        assertThat(ledger.unshown()).extracting(Payment::id).containsExactly(stored, approved);
    }

    @Test
    void unshown_heldForIt_isStillAskedAbout() {
        PaymentId id = Samples.id();

        project(Samples.stored(id, 100), new JournalEntry.Offered(1), Samples.result(id, 1, "a-1", PaymentState.HELD));

        assertThat(ledger.unshown()).extracting(Payment::id).containsExactly(id);
    }

    @Test
    void awaitsResults_whileASaleIsNotFinal_holds() {
        PaymentId id = Samples.id();
        assertThat(ledger.awaitsResults()).isFalse();

        project(Samples.stored(id, 100));
        assertThat(ledger.awaitsResults()).isTrue();

        project(Samples.result(id, 1, "a-1", PaymentState.CAPTURED));
        assertThat(ledger.awaitsResults()).isFalse();
    }

    @Test
    void paymentFor_theRequestThatMadeIt_isFoundAgain() {
        PaymentId id = Samples.id();
        project(Samples.stored(id, 1250));

        assertThat(ledger.paymentFor(Samples.key(1250))).isEqualTo(folded(id));
        assertThat(ledger.paymentFor(Samples.key(1))).isNull();
        assertThat(ledger.paymentFor(
                        new RequestKey(Samples.key(1250).key(), Samples.key(1).fingerprint())))
                .isNull();
    }

    @Test
    void pragmas_ofTheFile_areThoseWanted() {
        assertThat(ledger.pragmas()).isEqualTo(SqliteFile.pragmasWanted());
    }

    @Test
    void everyCall_afterTheDatabaseIsGone_saysThatTheLedgerBroke() {
        PaymentId id = Samples.id();
        JournalRecord record = journal.append(Samples.stored(id, 100));
        ledger.close();

        assertThatThrownBy(() -> ledger.project(record)).isInstanceOf(LedgerBrokenException.class);
        assertThatThrownBy(() -> ledger.payment(id)).isInstanceOf(LedgerBrokenException.class);
    }

    private static final class Killed extends RuntimeException {}

    private TillLedger open(TillId till, Landmarks landmarks) {
        return TillLedger.open(folder.resolve("ledger.db"), till, landmarks, told::add);
    }

    private void project(JournalEntry... entries) {
        for (JournalEntry entry : entries) {
            ledger.project(journal.append(entry));
        }
    }

    private PaymentState state(PaymentId id) {
        Payment payment = ledger.payment(id);
        return payment == null ? PaymentState.COLLECTING : payment.state();
    }

    /** What core says that the records of one payment come to. */
    private Payment folded(PaymentId id) {
        Payment payment = null;
        for (JournalRecord record : journal.records()) {
            if (record.entry() instanceof JournalEntry.OfPayment entry
                    && entry.payment().equals(id)) {
                payment = PaymentFold.after(payment, entry, record.seq());
            } else if (record.entry() instanceof JournalEntry.Offered && payment != null && payment.kind() != null) {
                payment = PaymentFold.offered(payment, record.seq());
            }
        }
        return Objects.requireNonNull(payment);
    }
}
