package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.OpenColumns;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The payment rules' table "Gateway to acquirer", found and done, a test a row. Each row's corners are elsewhere. */
class DecisionTableTest {
    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(Sales.SOLD_AT.plusSeconds(5));
    private final OpenColumns columns = new OpenColumns();

    /** What stands for SIGKILL. */
    private static final class Died extends Error {
        Died() {
            super("the process died", null, false, false);
        }
    }

    private Rig rig(Profile profile) {
        return new Rig(folder, clock, columns, Landmarks.none(), profile);
    }

    private Rig rig() {
        return new Rig(folder, clock, columns, Landmarks.none());
    }

    private static void drained(Rig rig) {
        assertThat(rig.drain()).isEqualTo(1);
    }

    private PaymentId diedWithIntent() {
        Landmarks fatal = passed -> {
            if (passed == Landmark.AFTER_INTENT_BEFORE_FIRST_BYTE) {
                throw new Died();
            }
        };
        try (Rig before = new Rig(folder, clock, columns, fatal)) {
            PaymentId id = before.newId();
            assertThatThrownBy(() -> before.ask(id)).isInstanceOf(Died.class);
            return id;
        }
    }

    @Test
    void intentOfALivingProcess_thatSawNoByteLeave_isSentLaterUnderItsStan() {
        try (Rig rig = rig()) {
            PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
            rig.link.takesNoByte().answers("00");

            drained(rig);

            assertThat(rig.link.sentTypes()).containsExactly("0200");
            assertThat(rig.attempts(id)).hasSize(1);
        }
    }

    @Test
    void intentFoundAfterACrash_countsAsWritten() {
        PaymentId id = diedWithIntent();
        try (Rig rig = rig()) {
            assertThat(rig.engine.recover()).isEqualTo(1);
            rig.link.answers("00");
            drained(rig);

            assertThat(rig.link.sentTypes()).containsExactly("0420");
            assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        }
    }

    @Test
    void liveRequestUnanswered_isReversedAheadOfTheTerminalsRest() {
        try (Rig rig = rig()) {
            PaymentId stored = rig.stored(Kind.OFFLINE_APPROVED);
            PaymentId id = rig.newId();
            LiveAnswer answer = rig.ask(id);
            rig.link.answers("00").answers("00");
            drained(rig);

            assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
            assertThat(rig.link.sentTypes()).containsExactly("0200", "0420", "0220");
            assertThat(rig.state(stored)).isEqualTo(PaymentState.CAPTURED);
        }
    }

    @Test
    void liveRequestApprovedLate_changesNothingAndIsOnRecord() {
        try (Rig rig = rig()) {
            PaymentId id = rig.newId();
            LiveAnswer answer = rig.ask(id);
            rig.late(rig.link.last().answer("00"));
            rig.link.answers("00");
            drained(rig);

            assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
            assertThat(rig.events(id)).contains("LATE_APPROVAL");
            assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        }
    }

    @Test
    void adviceUnanswered_isRepeatedUnderItsNumbersUntilTheLimit() {
        try (Rig rig = rig()) {
            PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
            for (int i = 0; i < 10; i++) {
                rig.pass(Duration.ofMinutes(16));
                assertThat(rig.drain()).isLessThanOrEqualTo(1);
            }

            assertThat(rig.link.sentTypes())
                    .hasSize(8)
                    .startsWith("0220", "0221")
                    .doesNotContain("0420");
            assertThat(rig.link.sent())
                    .extracting(m -> m.text(11))
                    .containsOnly(rig.link.last().text(11));
            assertThat(rig.reason(id)).isEqualTo(Reason.UNANSWERED);
        }
    }

    @Test
    void deferredRequestUnanswered_isUnresolvedAndRepeated() {
        try (Rig rig = rig()) {
            PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
            drained(rig);
            PaymentState between = rig.state(id);
            rig.pass(Duration.ofSeconds(6));
            rig.link.answers("00");
            drained(rig);

            assertThat(between).isEqualTo(PaymentState.UNRESOLVED);
            assertThat(rig.link.sentTypes()).containsExactly("0200", "0201");
        }
    }

    @Test
    void deferredRequestAnsweredLate_beforeTheFirstByteOfItsReversal_isAnswered() {
        try (Rig rig =
                rig(Rig.edited(folder, Map.of("deferredUnknown: repeat", "deferredUnknown: reverseThenResend")))) {
            PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
            rig.link.staysSilent().meanwhile(() -> rig.link.isUp(false));
            drained(rig);

            rig.late(rig.link.last().answer("00"));

            assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        }
    }

    @Test
    void approvalThatTheCardRefuses_isReversedForThatReason() {
        try (Rig rig = rig()) {
            PaymentId id = rig.newId();
            rig.link.answers("00").answers("00");
            LiveAnswer answer = rig.ask(id);
            SaleCalls.Said said = rig.reverse(id);
            drained(rig);

            assertThat(answer).isInstanceOf(LiveAnswer.Approved.class);
            assertThat(said).isInstanceOf(SaleCalls.Said.Done.class);
            assertThat(rig.reason(id)).isEqualTo(Reason.CARD_DECLINED);
            assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        }
    }

    @Test
    void answerWithAnotherAmount_isNone() {
        try (Rig rig = rig()) {
            rig.link.answersWith(m -> m.answer("00").with(4, "000000009999"));

            assertThat(rig.ask(rig.newId())).isEqualTo(new LiveAnswer.Unknown());
        }
    }

    @Test
    void answerForLessThatIsAPartialApproval_isBelieved() {
        try (Rig rig = rig()) {
            rig.link.answersWith(m -> m.answer("10").with(4, "000000000999"));

            assertThat(rig.askForPart(rig.newId())).isInstanceOf(LiveAnswer.PartlyApproved.class);
        }
    }

    @Test
    void reversalUnanswered_isRepeatedThenParked() {
        try (Rig rig = rig()) {
            PaymentId id = rig.newId();
            LiveAnswer answer = rig.ask(id);
            for (int i = 0; i < 14; i++) {
                assertThat(rig.drain()).isLessThanOrEqualTo(1);
                rig.pass(Duration.ofMinutes(16));
            }

            assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
            assertThat(rig.link.sentTypes()).startsWith("0200", "0420", "0421").hasSize(13);
            assertThat(rig.events(id)).contains("REVERSAL_PARKED");
            assertThat(rig.state(id)).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void reversalAnswered25AfterATakeover_isRepeatedOnceAfterTheHostsTimer() {
        PaymentId id = diedWithIntent();
        try (Rig rig = rig()) {
            assertThat(rig.engine.recover()).isEqualTo(1);
            rig.link.answers("25").answers("25");
            drained(rig);
            assertThat(rig.drain()).isZero();
            rig.pass(Duration.ofSeconds(16));
            drained(rig);

            assertThat(rig.link.sentTypes()).containsExactly("0420", "0421");
            assertThat(rig.state(id)).isEqualTo(PaymentState.CANCELLED);
        }
    }

    @Test
    void dualMessage_approval_isAHold() {
        try (Rig rig = rig(Rig.dual(folder))) {
            PaymentId id = rig.newId();
            rig.link.answers("00");

            assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
            assertThat(rig.state(id)).isEqualTo(PaymentState.AUTHORISED);
        }
    }

    @Test
    void dualMessage_deferredApproval_hasItsCompletionInTheSameTransaction() {
        try (Rig rig = rig(Rig.dual(folder))) {
            PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
            // The line goes down with the answer: what is on disk then was written with it.
            rig.link.meanwhile(() -> rig.link.isUp(false));
            rig.link.answers("00");
            drained(rig);

            assertThat(rig.state(id)).isEqualTo(PaymentState.AUTHORISED);
            assertThat(rig.attempts(id)).hasSize(2);
        }
    }

    @Test
    void dualMessage_completionUnanswered_isRepeatedAndNotReversed() {
        try (Rig rig = rig(Rig.dual(folder))) {
            PaymentId id = rig.newId();
            rig.link.answers("00").staysSilent().answers("00");
            assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
            assertThat(rig.complete(id)).isInstanceOf(SaleCalls.Said.Done.class);
            drained(rig);
            rig.pass(Duration.ofSeconds(6));
            drained(rig);

            assertThat(rig.link.sentTypes()).containsExactly("0100", "0220", "0221");
        }
    }

    @Test
    void uncompletedLiveAuthorisation_whileItsTillIsSilent_isLeftAlone() {
        try (Rig rig = rig(Rig.dual(folder))) {
            PaymentId id = rig.newId();
            rig.link.answers("00");
            assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
            rig.pass(Duration.ofDays(30));
            assertThat(rig.engine.silentTills().doWork()).isEqualTo(1);

            assertThat(rig.drain()).isZero();
            assertThat(rig.state(id)).isEqualTo(PaymentState.AWAITING_TILL);
        }
    }

    @Test
    void uncompletedLiveAuthorisation_whoseTillHasGoneOn_isReversed() {
        try (Rig rig = rig(Rig.dual(folder))) {
            PaymentId id = rig.newId();
            rig.link.answers("00").answers("00");
            assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
            rig.received(id, 1, "ASKED");
            rig.goneOn(2);
            drained(rig);

            assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        }
    }

    @Test
    void uncompletedLiveAuthorisation_ofWhichTheTillHasSpoken_isLeftAlone() {
        try (Rig rig = rig(Rig.dual(folder))) {
            PaymentId id = rig.newId();
            rig.link.answers("00");
            assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
            rig.received(id, 1, "ASKED");
            rig.received(id, 2, "ANSWERED");
            rig.goneOn(3);

            assertThat(rig.drain()).isZero();
            assertThat(rig.state(id)).isEqualTo(PaymentState.AUTHORISED);
        }
    }

    @Test
    void deferredAuthorisation_howeverSilentItsTill_isNeverReversed() {
        try (Rig rig = rig(Rig.dual(folder))) {
            PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
            rig.link.answers("00").answers("00");
            rig.goneOn(99);
            drained(rig);

            assertThat(rig.link.sentTypes()).containsExactly("0100", "0220");
            assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        }
    }
}
