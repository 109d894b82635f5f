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
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one database, each with a line of its own to the same acquirer. */
class TwoNodesTest {
    private static final class Died extends Error {
        Died() {
            super("the process died", null, false, false);
        }
    }

    /** Says what the test wants it to. */
    private static final class Word implements Tenure {
        volatile Turn turn = Turn.OWN;
        /** How many messages it is too late for. */
        int tooLate;

        @Override
        public Turn take(Tables tables, LaneId lane, boolean live) {
            return turn;
        }

        @Override
        public boolean mayWrite(LaneId lane) {
            return tooLate-- <= 0;
        }

        @Override
        public List<LaneId> free(Tables tables, List<LaneId> lanes) {
            return lanes;
        }
    }

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(Sales.SOLD_AT.plusSeconds(5));
    private final OpenColumns columns = new OpenColumns();
    private final Word wordOfA = new Word();
    private final Word wordOfB = new Word();
    private volatile Landmark fatal = Landmark.BEFORE_APPEND;
    private Rig a;
    private Rig b;

    @BeforeEach
    void open() {
        a = new Rig(folder, clock, columns, this::passes, wordOfA);
        b = new Rig(folder, clock, columns, Landmarks.none(), wordOfB);
    }

    private void passes(Landmark landmark) {
        if (landmark == fatal) {
            throw new Died();
        }
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
    }

    @Test
    void drain_onATerminalOfAnother_sendsNothing() {
        PaymentId id = a.stored(Kind.OFFLINE_APPROVED);
        wordOfB.turn = Tenure.Turn.ANOTHERS;

        int begun = b.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(b.link.sent()).isEmpty();
        assertThat(b.attempts(id)).isEmpty();
    }

    @Test
    void liveSale_onATerminalOfAnother_isToldThatTheLaneIsBusy() {
        wordOfB.turn = Tenure.Turn.ANOTHERS;
        clock.runBy(Duration.ofMillis(30));

        LiveAnswer answer = b.ask(b.newId());

        assertThat(answer).isEqualTo(new LiveAnswer.NotSent(Reason.LANE_BUSY));
        assertThat(b.link.sent()).isEmpty();
    }

    @Test
    void message_whenTheLeaseIsTooShort_isNotWrittenAndGoesLaterUnderTheSameStan() {
        PaymentId id = a.stored(Kind.OFFLINE_APPROVED);
        wordOfA.tooLate = 1;
        a.link.answers("00");

        int begun = a.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(a.events(id)).contains("NOT_SENT");
        assertThat(a.link.sentTypes()).containsExactly("0220");
        assertThat(a.attempts(id)).hasSize(1);
        assertThat(a.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void liveSale_whenTheLeaseIsTooShort_isNotSent() {
        wordOfA.tooLate = 1;

        LiveAnswer answer = a.ask(a.newId());

        assertThat(answer).isInstanceOf(LiveAnswer.NotSent.class);
        assertThat(a.link.sent()).isEmpty();
    }

    @Test
    void liveSale_takenOverInFlight_isReversedThoughTheAnswerComes() {
        PaymentId id = a.newId();
        // While A waits, B takes the terminal and reverses.
        a.link.answers("00").meanwhile(() -> {
            b.link.answers("00");
            assertThat(b.drain()).as("B takes over and reverses").isEqualTo(1);
        });

        LiveAnswer answer = a.ask(id);

        assertThat(b.link.sentTypes()).containsExactly("0420");
        assertThat(answer).as("no approval is told").isEqualTo(new LiveAnswer.Gone());
        assertThat(a.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void liveSale_askedAtAnotherNodeWhileInFlight_hearsTheSameAnswer() {
        PaymentId id = a.newId();
        AtomicReference<CompletableFuture<LiveAnswer>> atB = new AtomicReference<>();
        a.link.answers("00").meanwhile(() -> {
            atB.set(CompletableFuture.supplyAsync(() -> b.ask(id)));
            assertThatThrownBy(() -> atB.get().get(300, TimeUnit.MILLISECONDS))
                    .as("B waits for A's answer")
                    .isInstanceOf(TimeoutException.class);
        });

        LiveAnswer atA = a.ask(id);

        assertThat(atA).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(atB.get()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(atA);
        assertThat(b.link.sent()).isEmpty();
    }

    @Test
    void liveSale_takenOverAndNotYetReversed_isALateApproval() {
        PaymentId id = a.newId();
        a.link.answers("00").meanwhile(() -> {
            b.link.takesNoByte();
            assertThat(b.drain()).as("B takes over").isEqualTo(1);
        });

        LiveAnswer answer = a.ask(id);

        assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
        assertThat(a.events(id)).contains("LATE_APPROVAL");
        assertThat(a.state(id)).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
    }

    @Test
    void advice_takenOverInFlight_isCapturedByItsLateAnswer() {
        PaymentId id = a.stored(Kind.OFFLINE_APPROVED);
        a.link.answers("00").meanwhile(() -> {
            int begun = b.drain();
            assertThat(begun).isEqualTo(1);
        });

        int begun = a.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(b.link.sent()).as("its repeat is not due yet").isEmpty();
        assertThat(a.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(a.attempts(id)).hasSize(1);
    }

    @Test
    void silence_ofAMessageThatWasTakenOver_changesNothing() {
        PaymentId id = a.stored(Kind.OFFLINE_APPROVED);
        a.link.staysSilent().meanwhile(() -> {
            int begun = b.drain();
            assertThat(begun).isEqualTo(1);
        });

        int begun = a.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(a.events(id)).containsOnlyOnce("NO_ANSWER");
        assertThat(a.attempts(id).getFirst().takenOver()).isTrue();
    }

    @Test
    void reversal_onATerminalThatMoved_isAskedOnceMoreWhenNothingIsThere() {
        PaymentId id = a.newId();
        LiveAnswer unknown = a.ask(id);
        wordOfB.turn = Tenure.Turn.MOVED;
        b.link.answers("25").answers("00");

        int first = b.drain();
        PaymentState between = b.state(id);
        wordOfB.turn = Tenure.Turn.OWN;
        b.pass(Duration.ofSeconds(16));
        int second = b.drain();

        assertThat(unknown).isEqualTo(new LiveAnswer.Unknown());
        assertThat(List.of(first, second)).containsExactly(1, 1);
        assertThat(between).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
        assertThat(b.link.sentTypes()).containsExactly("0420", "0421");
        assertThat(b.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void start_besideANodeThatSends_leavesItsMessageAlone() {
        PaymentId id = a.stored(Kind.OFFLINE_APPROVED);
        fatal = Landmark.AFTER_WRITE;
        assertThatThrownBy(a::drain).isInstanceOf(Died.class);
        wordOfB.turn = Tenure.Turn.ANOTHERS;

        int whileItLives = b.engine.recover();
        wordOfB.turn = Tenure.Turn.MOVED;
        int afterwards = b.engine.recover();

        assertThat(List.of(whileItLives, afterwards)).containsExactly(0, 1);
        assertThat(b.attempts(id).getFirst().takenOver()).isTrue();
    }
}
