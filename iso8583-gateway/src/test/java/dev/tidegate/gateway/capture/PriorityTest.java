package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.ScriptedLink.Fate;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who goes first on a line that takes few messages. */
class PriorityTest {
    @TempDir
    private Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder, Rig.edited(folder, Map.of("perSecond: 1000, burst: 1000", "perSecond: 1, burst: 4")));
        rig.link.otherwise(message -> new Fate.Answered(m -> m.answer("00")));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private PaymentId deferred(int number) {
        return rig.stored(
                Kind.DEFERRED_AUTHORISATION,
                true,
                Amount.of(100 + number, "EUR"),
                Sales.SOLD_AT.minusSeconds(100 - number));
    }

    @Test
    void deferredSales_onASlowLine_leaveTheRestToOthers() {
        for (int i = 0; i < 5; i++) {
            assertThat(rig.state(deferred(i))).isEqualTo(PaymentState.FORWARDING);
        }
        int first = rig.drain();
        PaymentId advice = rig.stored(Kind.OFFLINE_APPROVED);
        int second = rig.drain();
        LiveAnswer live = rig.ask(rig.newId());

        assertThat(first + second).isEqualTo(2);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0200", "0220", "0200");
        assertThat(rig.state(advice)).isEqualTo(PaymentState.CAPTURED);
        assertThat(live).isInstanceOf(LiveAnswer.Approved.class);
    }

    @Test
    void liveSale_withoutATokenInTime_findsTheLaneBusy() {
        for (int i = 0; i < 4; i++) {
            assertThat(rig.ask(rig.newId())).isInstanceOf(LiveAnswer.Approved.class);
        }
        rig.clock.runBy(Duration.ofMillis(20));

        LiveAnswer answer = rig.ask(rig.newId());

        assertThat(answer).isEqualTo(new LiveAnswer.NotSent(Reason.LANE_BUSY));
    }

    @Test
    void deferredSales_nearestDeadline_goesFirst() {
        deferred(90);
        deferred(10);

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sent()).extracting(m -> m.text(4)).containsExactly("000000000110", "000000000190");
    }

    @Test
    void reversal_onASlowLine_goesBeforeWhatWasThereFirst() {
        PaymentId stored = rig.stored(Kind.OFFLINE_APPROVED);
        PaymentId live = rig.newId();
        LiveAnswer approved = rig.ask(live);
        SaleCalls.Said said = rig.reverse(live);

        int begun = rig.drain();

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(said).isInstanceOf(SaleCalls.Said.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420", "0220");
        assertThat(rig.state(stored)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void deadline_whileAMessageIsInFlight_isNotLookedAt() {
        PaymentId id = deferred(1);
        rig.link.meanwhile(() -> rig.pass(Duration.ofHours(80)));

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }
}
