package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.gateway.capture.LiveAnswer;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records about sales that were asked for online. */
class IntakeLiveTest {
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
}
