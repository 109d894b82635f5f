package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.gateway.capture.ManualActions.Outcome;
import dev.tidegate.gateway.capture.Person.Role;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An acquirer whose answers say that something is wrong with every deferred sale. */
class CircuitBreakerTest {
    private static final Person OPERATOR = new Person("operator", Set.of(Role.OPERATOR));

    @TempDir
    private Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<PaymentId> stored(int count) {
        List<PaymentId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(rig.stored(
                    Kind.DEFERRED_AUTHORISATION,
                    true,
                    Amount.of(100 + i, "EUR"),
                    Sales.SOLD_AT.minusSeconds(1000 - i)));
        }
        return ids;
    }

    private void answers(String... codes) {
        for (String code : codes) {
            rig.link.answers(code);
        }
    }

    private String cause() {
        return rig.store
                .read(tables -> tables.deferredLanes().of(Sales.ACQUIRER))
                .cause();
    }

    @Test
    void lane_threeTimesTheSameFaultOfOurs_isPausedWithARest() {
        List<PaymentId> ids = stored(5);
        answers("57", "57", "57");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sent()).hasSize(3);
        assertThat(cause()).contains("57");
        assertThat(ids.subList(3, 5)).allMatch(id -> rig.state(id) == PaymentState.FORWARDING);
    }

    @Test
    void lane_threeFaultsOfDifferentKinds_goesOn() {
        List<PaymentId> ids = stored(4);
        answers("57", "12", "03", "00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(cause()).isEmpty();
        assertThat(rig.state(ids.getLast())).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void lane_fiveDeclinesAtTheHeadOfADrain_isPaused() {
        stored(7);
        answers("05", "51", "05", "41", "51", "00", "00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sent()).hasSize(5);
        assertThat(cause()).contains("5 declines");
    }

    @Test
    void lane_declinesAfterAnApproval_goesOn() {
        stored(7);
        answers("00", "05", "05", "05", "05", "05", "05");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sent()).hasSize(7);
        assertThat(cause()).isEmpty();
    }

    @Test
    void lane_declinesOfTwoDrains_areNotAddedUp() {
        stored(3);
        answers("05", "05", "05");
        int first = rig.drain();
        rig.pass(Duration.ofMinutes(20));
        stored(3);
        answers("05", "05", "05");

        int second = rig.drain();

        assertThat(first + second).isEqualTo(2);
        assertThat(cause()).isEmpty();
    }

    @Test
    void lane_paused_letsAdvicesLiveSalesAndReversalsGoOn() {
        PaymentId waiting = stored(4).getLast();
        answers("57", "57", "57");
        assertThat(rig.drain()).isEqualTo(1);
        PaymentId advice = rig.stored(Kind.OFFLINE_APPROVED);
        PaymentId live = rig.newId();
        answers("00", "00");

        int begun = rig.drain();
        LiveAnswer answer = rig.ask(live);

        assertThat(begun).isEqualTo(1);
        assertThat(answer).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rig.state(advice)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.state(waiting)).isEqualTo(PaymentState.FORWARDING);
    }

    @Test
    void lane_resumedByAnOperator_goesOnAndCountsAnew() {
        PaymentId waiting = stored(4).getLast();
        answers("57", "57", "57");
        assertThat(rig.drain()).isEqualTo(1);
        answers("00");

        Outcome outcome = rig.store.write(tables -> rig.engine
                .manualActions()
                .resume(tables, Sales.ACQUIRER, OPERATOR, "The merchant number was wrong, it is mended."));
        int begun = rig.drain();

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(cause()).isEmpty();
        assertThat(rig.state(waiting)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void lane_codeOfWrongKeys_isPausedAtOnceAndTheSaleWaits() {
        PaymentId first = stored(2).getFirst();
        answers("97");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sent()).hasSize(1);
        assertThat(rig.state(first)).isEqualTo(PaymentState.RETRY_WAIT);
        assertThat(cause()).contains("97");
    }
}
