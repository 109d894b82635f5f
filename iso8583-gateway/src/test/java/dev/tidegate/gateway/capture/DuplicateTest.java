package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 94 never captures by itself. */
class DuplicateTest {
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

    private PaymentId answeredInTurn(Kind kind, Duration between, String... codes) {
        PaymentId id = rig.stored(kind);
        for (String code : codes) {
            if (code.isEmpty()) {
                rig.link.staysSilent();
            } else {
                rig.link.answers(code);
            }
            assertThat(rig.drain()).isEqualTo(1);
            rig.pass(between);
        }
        return id;
    }

    /** The line sent it twice: the host's answer to the first copy is lost, and may have been a yes. */
    @Test
    void liveSale_firstSending_isNotKnownAndTakenBack() {
        PaymentId id = rig.newId();
        rig.link.answers("94").answers("00");

        LiveAnswer told = rig.ask(id);
        assertThat(rig.drain()).isEqualTo(1);

        assertThat(told).isEqualTo(new LiveAnswer.Unknown());
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        assertThat(rig.events(id)).as("the story says why").contains("DUPLICATE");
    }

    @Test
    void liveSale_answeredAsADuplicateAfterItsTime_isTakenBack() {
        PaymentId id = rig.newId();
        LiveAnswer told = rig.ask(id);
        rig.late(rig.link.last().answer("94"));
        rig.link.answers("00");
        assertThat(rig.drain()).isEqualTo(1);

        assertThat(told).isEqualTo(new LiveAnswer.Unknown());
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void advice_firstSending_isAFalseDuplicate() {
        PaymentId id = answeredInTurn(Kind.OFFLINE_APPROVED, Duration.ZERO, "94");

        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.FALSE_DUPLICATE);
    }

    @ParameterizedTest
    @EnumSource(names = {"OFFLINE_APPROVED", "DEFERRED_AUTHORISATION"})
    void voidOfAFalseDuplicate_isRefused(Kind kind) {
        PaymentId id = answeredInTurn(kind, Duration.ZERO, "94");

        SaleCalls.Said said = rig.voidSale(id);

        assertThat(said).as("the acquirer may have taken the first copy").isInstanceOf(SaleCalls.Said.Refused.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
    }

    @Test
    void voidOfAFalseDuplicateThatSomebodyReleased_isRefused() {
        PaymentId id = answeredInTurn(Kind.OFFLINE_APPROVED, Duration.ZERO, "94");
        Person finance = new Person("fritz", Set.of(Person.Role.FINANCE));
        ManualActions.Outcome released = rig.store.write(tables -> rig.engine
                .manualActions()
                .act(tables, ManualAction.RELEASE, id, finance, "The acquirer asks for it again."));

        SaleCalls.Said said = rig.voidSale(id);

        assertThat(released).isInstanceOf(ManualActions.Outcome.Done.class);
        assertThat(said).as("nothing under way would end the asking").isInstanceOf(SaleCalls.Said.Refused.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.FORWARDING);
    }

    @Test
    void request_firstSending_isAFalseDuplicate() {
        PaymentId id = answeredInTurn(Kind.DEFERRED_AUTHORISATION, Duration.ZERO, "94");

        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.FALSE_DUPLICATE);
    }

    @Test
    void advice_afterAnUnansweredOne_isCapturedUnconfirmed() {
        PaymentId id = answeredInTurn(Kind.OFFLINE_APPROVED, Duration.ofSeconds(6), "", "94");

        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.details(id)).contains("UNCONFIRMED");
    }

    @Test
    void request_afterAnUnansweredOne_isHeld() {
        PaymentId id = answeredInTurn(Kind.DEFERRED_AUTHORISATION, Duration.ofSeconds(6), "", "94");

        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.UNANSWERED);
    }

    @Test
    void advice_afterATechnicalAnswer_isCapturedUnconfirmed() {
        PaymentId id = answeredInTurn(Kind.OFFLINE_APPROVED, Duration.ofSeconds(31), "96", "94");

        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.details(id)).contains("UNCONFIRMED");
    }

    @Test
    void request_afterATechnicalAnswer_isHeldAndNotCaptured() {
        PaymentId id = answeredInTurn(Kind.DEFERRED_AUTHORISATION, Duration.ofSeconds(31), "96", "94");

        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.UNANSWERED);
        assertThat(rig.payment(id).outcome().captured()).isNull();
    }

    @Test
    void request_ofWhichNoByteLeftBefore_isAFalseDuplicate() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.takesNoByte().answers("94");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.reason(id)).isEqualTo(Reason.FALSE_DUPLICATE);
    }
}
