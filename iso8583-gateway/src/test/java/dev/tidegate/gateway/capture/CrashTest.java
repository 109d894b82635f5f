package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.OpenColumns;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies between two landmarks, and what the next one makes of it. */
class CrashTest {
    /** What stands for SIGKILL: nothing of the process runs on after it. */
    private static final class Died extends Error {
        Died() {
            super("the process died", null, false, false);
        }
    }

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(Sales.SOLD_AT.plusSeconds(5));
    private final OpenColumns columns = new OpenColumns();
    private volatile Landmark fatal = Landmark.BEFORE_APPEND;
    private Rig before;

    @BeforeEach
    void open() {
        Landmarks landmarks = passed -> {
            if (passed == fatal) {
                throw new Died();
            }
        };
        before = new Rig(folder, clock, columns, landmarks);
    }

    @AfterEach
    void close() {
        before.close();
    }

    private Rig restarted() {
        before.close();
        Rig after = new Rig(folder, clock, columns, Landmarks.none());
        assertThat(after.engine.recover()).isEqualTo(1);
        return after;
    }

    @ParameterizedTest
    @EnumSource(
            value = Landmark.class,
            names = {"AFTER_INTENT_BEFORE_FIRST_BYTE", "AFTER_WRITE", "AFTER_HOST_ANSWER_BEFORE_ROW"})
    void sale_diedAtTheLandmark_isReversedOnceAndFirst(Landmark landmark) {
        PaymentId id = before.newId();
        fatal = landmark;
        before.link.answers("00");
        assertThatThrownBy(() -> before.ask(id)).isInstanceOf(Died.class);

        try (Rig after = restarted()) {
            PaymentId advice = after.stored(Kind.OFFLINE_APPROVED);
            after.link.answers("00").answers("00");
            int begun = after.drain();

            assertThat(begun).isEqualTo(1);
            assertThat(after.link.sentTypes()).containsExactly("0420", "0220");
            assertThat(after.state(id)).isEqualTo(PaymentState.REVERSED);
            assertThat(after.state(advice)).isEqualTo(PaymentState.CAPTURED);
            assertThat(after.ask(id)).isEqualTo(new LiveAnswer.Gone());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Landmark.class,
            names = {"AFTER_INTENT_BEFORE_FIRST_BYTE", "AFTER_WRITE", "AFTER_HOST_ANSWER_BEFORE_ROW"})
    void advice_diedAtTheLandmark_isRepeatedUnderTheSameNumbers(Landmark landmark) {
        PaymentId id = before.stored(Kind.OFFLINE_APPROVED);
        fatal = landmark;
        before.link.answers("00");
        assertThatThrownBy(before::drain).isInstanceOf(Died.class);
        AttemptRow written = before.attempts(id).getFirst();

        try (Rig after = restarted()) {
            after.pass(Duration.ofSeconds(6));
            after.link.answers("00");
            int begun = after.drain();

            assertThat(begun).isEqualTo(1);
            assertThat(after.link.sentTypes()).containsExactly("0221");
            assertThat(after.link.last().text(11))
                    .isEqualTo(written.sent().stan().toString());
            assertThat(after.link.last().text(37))
                    .isEqualTo(written.sent().rrn().value());
            assertThat(after.state(id)).isEqualTo(PaymentState.CAPTURED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Landmark.class,
            names = {"AFTER_INTENT_BEFORE_FIRST_BYTE", "AFTER_WRITE", "AFTER_HOST_ANSWER_BEFORE_ROW"})
    void deferred_diedAtTheLandmark_isUnresolvedThenRepeated(Landmark landmark) {
        PaymentId id = before.stored(Kind.DEFERRED_AUTHORISATION);
        fatal = landmark;
        before.link.answers("00");
        assertThatThrownBy(before::drain).isInstanceOf(Died.class);

        try (Rig after = restarted()) {
            PaymentState found = after.state(id);
            after.pass(Duration.ofSeconds(6));
            after.link.answers("00");
            int begun = after.drain();

            assertThat(found).isEqualTo(PaymentState.UNRESOLVED);
            assertThat(begun).isEqualTo(1);
            assertThat(after.link.sentTypes()).containsExactly("0201");
            assertThat(after.state(id)).isEqualTo(PaymentState.CAPTURED);
        }
    }

    @Test
    void reversal_diedWhileSent_isRepeated() {
        PaymentId id = before.newId();
        LiveAnswer unknown = before.ask(id);
        fatal = Landmark.AFTER_WRITE;
        assertThatThrownBy(before::drain).isInstanceOf(Died.class);

        try (Rig after = restarted()) {
            after.pass(Duration.ofSeconds(6));
            after.link.answers("00");
            int begun = after.drain();

            assertThat(unknown).isEqualTo(new LiveAnswer.Unknown());
            assertThat(begun).isEqualTo(1);
            assertThat(after.link.sentTypes()).containsExactly("0421");
            assertThat(after.state(id)).isEqualTo(PaymentState.REVERSED);
        }
    }

    @Test
    void reversal_ofATakenOverSaleThatIsNotThere_isAskedOnceMore() {
        PaymentId id = before.newId();
        fatal = Landmark.AFTER_WRITE;
        assertThatThrownBy(() -> before.ask(id)).isInstanceOf(Died.class);

        try (Rig after = restarted()) {
            after.link.answers("25").answers("00");
            int first = after.drain();
            PaymentState between = after.state(id);
            after.pass(Duration.ofSeconds(16));
            int second = after.drain();

            assertThat(first).isEqualTo(1);
            assertThat(between).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
            assertThat(second).isEqualTo(1);
            assertThat(after.link.sentTypes()).containsExactly("0420", "0421");
            assertThat(after.state(id)).isEqualTo(PaymentState.REVERSED);
        }
    }

    @Test
    void restart_withNothingOpen_findsNothing() {
        PaymentId id = before.newId();
        before.link.answers("00");
        LiveAnswer approved = before.ask(id);
        before.close();

        try (Rig after = new Rig(folder, clock, columns, Landmarks.none())) {
            assertThat(after.engine.recover()).isZero();
            assertThat(after.ask(id)).isEqualTo(approved);
        }
    }

    @Test
    void sale_whoseEndCouldNotBeWrittenDown_isTakenOverByTheSameProcess() {
        PaymentId id = before.newId();
        fatal = Landmark.AFTER_HOST_ANSWER_BEFORE_ROW;
        before.link.answers("00");
        assertThatThrownBy(() -> before.ask(id)).isInstanceOf(Died.class);
        fatal = Landmark.BEFORE_APPEND;
        before.link.answers("00");

        int begun = before.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(before.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(before.state(id)).isEqualTo(PaymentState.REVERSED);
    }
}
