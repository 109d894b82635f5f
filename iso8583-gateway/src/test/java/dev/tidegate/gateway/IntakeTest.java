package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.gateway.capture.LiveAnswer;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals as they come in, sealed and chained by a real till's keys. */
class IntakeTest {
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

    private PaymentId forwarded(StoredKind kind) {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, kind);
        Receipt receipt = rig.upload(stored, rig.till.shown(id), rig.till.offered(stored.seq()));
        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        return id;
    }

    private static Octets damaged(JournalRecord record, int at) {
        byte[] bytes = record.raw().toByteArray();
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        return Octets.of(bytes);
    }

    @Test
    void batch_good_isAcknowledgedRecordByRecord() {
        PaymentId id = rig.till.newId();
        JournalRecord opened = rig.till.epochOpen();
        JournalRecord stored = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);

        Receipt receipt = rig.upload(opened, stored, rig.till.shown(id), rig.till.offered(stored.seq()));

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK, Verdict.OK, Verdict.OK, Verdict.OK);
        assertThat(receipt.lastSeq()).isEqualTo(4);
        assertThat(rig.state(id)).isEqualTo(PaymentState.FORWARDING);
        assertThat(rig.events(id)).containsExactly("STORE", "SHOWN", "OFFER");
    }

    @Test
    void sale_storedAndOffered_isSentAndCaptured() {
        PaymentId id = forwarded(StoredKind.OFFLINE_APPROVED);
        rig.link.answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().text(2)).isEqualTo(Sales.NUMBER);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_storedAndShownButNotOffered_isNotSent() {
        PaymentId id = rig.till.newId();

        Receipt receipt = rig.upload(rig.till.stored(id, StoredKind.OFFLINE_APPROVED), rig.till.shown(id));

        assertThat(receipt.lastSeq()).isEqualTo(2);
        assertThat(rig.drain()).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.STORED);
    }

    @Test
    void sale_offeredButNotShown_isSentOnceItWasShown() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);
        Receipt offered = rig.upload(stored, rig.till.offered(stored.seq()));
        int before = rig.drain();
        rig.link.answers("00");

        Receipt shown = rig.upload(rig.till.shown(id));
        int after = rig.drain();

        assertThat(offered.verdicts()).containsOnly(Verdict.OK);
        assertThat(shown.verdicts()).containsOnly(Verdict.OK);
        assertThat(before).isZero();
        assertThat(after).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void offered_coversOnlyWhatLiesBeforeIt() {
        PaymentId early = rig.till.newId();
        PaymentId late = rig.till.newId();
        JournalRecord first = rig.till.stored(early, StoredKind.OFFLINE_APPROVED);
        JournalRecord offered = rig.till.offered(first.seq());

        Receipt receipt = rig.upload(first, offered, rig.till.stored(late, StoredKind.OFFLINE_APPROVED));

        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(rig.state(early)).isEqualTo(PaymentState.FORWARDING);
        assertThat(rig.state(late)).isEqualTo(PaymentState.STORED);
    }

    @Test
    void void_beforeTheOffer_endsThePayment() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);

        Receipt receipt =
                rig.upload(stored, rig.till.shown(id), rig.till.voided(id), rig.till.offered(stored.seq() + 2));

        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.VOIDED);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void void_afterTheCapture_isAcknowledgedAndRefused() {
        PaymentId id = forwarded(StoredKind.OFFLINE_APPROVED);
        rig.link.answers("00");
        int begun = rig.drain();

        Receipt receipt = rig.upload(rig.till.voided(id));

        assertThat(begun).isEqualTo(1);
        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
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
    void stored_secondTimeForOneId_holdsTheFirstAndKeepsBoth() {
        PaymentId id = forwarded(StoredKind.OFFLINE_APPROVED);

        Receipt receipt = rig.upload(rig.till.stored(id, StoredKind.OFFLINE_APPROVED));

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.SECOND_PATH);
        assertThat(rig.quarantined("SECOND_PATH")).isEqualTo(1);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void stored_afterAnApprovalForTheSameId_isASecondPath() {
        PaymentId id = rig.till.newId();
        rig.link.answers("00");
        LiveAnswer approved = rig.ask(id);

        Receipt receipt = rig.upload(rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION));

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(receipt.verdicts()).containsExactly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.SECOND_PATH);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void stored_afterANotSent_isAStoredSale() {
        PaymentId id = rig.till.newId();
        rig.link.isUp(false);
        LiveAnswer notSent = rig.ask(id);
        rig.link.isUp(true);
        JournalRecord asked = rig.till.asked(id);
        JournalRecord stored = rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);
        rig.link.answers("00");

        Receipt receipt = rig.upload(asked, stored, rig.till.shown(id), rig.till.offered(stored.seq()));
        int begun = rig.drain();

        assertThat(notSent).isInstanceOf(LiveAnswer.NotSent.class);
        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.payment(id).kind()).isEqualTo(Kind.DEFERRED_AUTHORISATION);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void asked_alone_isKeptAndNeverForwarded() {
        PaymentId id = rig.till.newId();

        Receipt receipt = rig.upload(rig.till.asked(id), rig.till.offered(1));

        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(rig.isKnown(id)).isFalse();
        assertThat(rig.drain()).isZero();
    }

    @Test
    void approval_thatTheTillLeftBehind_isReversed() {
        PaymentId id = rig.till.newId();
        PaymentId next = rig.till.newId();
        JournalRecord asked = rig.till.asked(id);
        rig.link.answers("00").answers("00");
        LiveAnswer approved = rig.ask(id);
        Receipt first = rig.upload(asked);
        int before = rig.drain();

        Receipt second = rig.upload(rig.till.asked(next));
        int after = rig.drain();

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(first.verdicts()).containsOnly(Verdict.OK);
        assertThat(second.verdicts()).containsOnly(Verdict.OK);
        assertThat(before).isZero();
        assertThat(after).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void approval_ofATillThatStartedAgain_isReversed() {
        PaymentId id = rig.till.newId();
        JournalRecord asked = rig.till.asked(id);
        rig.link.answers("00").answers("00");
        LiveAnswer approved = rig.ask(id);

        Receipt receipt = rig.upload(asked, rig.till.epochOpen());
        int begun = rig.drain();

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void approval_thatWasAnswered_isNotReversedWhenTheTillGoesOn() {
        PaymentId id = rig.till.newId();
        JournalRecord asked = rig.till.asked(id);
        rig.link.answers("00");
        LiveAnswer approved = rig.ask(id);

        Receipt receipt = rig.upload(
                asked,
                rig.till.answered(id, Answer.KEPT_CAPTURED),
                rig.till.epochOpen(),
                rig.till.asked(rig.till.newId()));

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(rig.drain()).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void approval_whoseOwnAskedIsNotYetHere_isNotReversedByOlderRecords() {
        PaymentId earlier = rig.till.newId();
        JournalRecord older = rig.till.asked(earlier);
        PaymentId id = rig.till.newId();
        JournalRecord own = rig.till.asked(id);
        rig.link.answers("00");
        LiveAnswer approved = rig.ask(id);

        Receipt receipt = rig.upload(older, own);

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(rig.drain()).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void answered_unknownByRecord_reverses() {
        PaymentId id = rig.till.newId();
        JournalRecord asked = rig.till.asked(id);
        rig.link.answers("00").answers("00");
        LiveAnswer approved = rig.ask(id);

        Receipt receipt = rig.upload(asked, rig.till.answered(id, Answer.UNKNOWN));
        int begun = rig.drain();

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void sale_pastItsDeadlineOnArrival_isAcknowledgedAndSetAside() {
        PaymentId id = rig.till.newId();
        rig.clock.pass(Duration.ofHours(80));

        Receipt receipt = rig.upload(rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION));

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.EXPIRED_HELD);
    }

    @Test
    void folder_afterAllThis_holdsNoCardNumber() throws IOException {
        forwarded(StoredKind.OFFLINE_APPROVED);
        PaymentId live = rig.till.newId();
        rig.link.answers("00").answers("00");
        LiveAnswer approved = rig.ask(live);
        int begun = rig.drain();

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(begun).isEqualTo(1);
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(Sales.NUMBER, Sales.NUMBER.substring(0, 12));
                assertThat(Octets.of(bytes).hex()).as(file.toString()).doesNotContain(Sales.NUMBER.substring(0, 12));
            }
        }
    }
}
