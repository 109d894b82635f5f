package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.gateway.capture.SaleCalls.Said;
import dev.tidegate.gateway.fixture.WireMessage;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An approval for less than was asked. */
class PartialApprovalTest {
    private static final Amount PART = Amount.of(1000, "EUR");
    private static final UnaryOperator<WireMessage> IN_PART =
            m -> m.answer("10").with(4, "000000001000").with(38, "A12345");

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

    private PaymentId askedInPart() {
        PaymentId id = rig.newId();
        rig.link.answersWith(IN_PART);
        assertThat(rig.askForPart(id))
                .isInstanceOfSatisfying(
                        LiveAnswer.PartlyApproved.class,
                        answer -> assertThat(answer.amount()).isEqualTo(PART));
        return id;
    }

    @Test
    void part_ofATillThatTakesIt_isCapturedForThatPart() {

        PaymentId id = askedInPart();
        Said said = rig.complete(id);

        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(rig.payment(id).outcome().captured()).isEqualTo(PART);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void part_askedAgain_isTheSame() {
        PaymentId id = askedInPart();

        LiveAnswer again = rig.askForPart(id);

        assertThat(again).isInstanceOf(LiveAnswer.PartlyApproved.class);
        assertThat(rig.link.sent()).hasSize(1);
    }

    @Test
    void part_thatTheCustomerRefuses_isReversedWhole() {
        PaymentId id = askedInPart();
        rig.link.answers("00");

        Said said = rig.reverse(id);
        int begun = rig.drain();

        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().text(4)).isEqualTo("000000001250");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void part_thatTheProfileDoesNotTake_isReversedWhateverTheTillTakes() {
        rig.close();
        rig = new Rig(folder, Rig.edited(folder, Map.of("partialApproval: true", "partialApproval: false")));
        PaymentId id = rig.newId();
        rig.link.answersWith(IN_PART).answers("00");

        LiveAnswer answer = rig.askForPart(id);
        int begun = rig.drain();

        assertThat(answer).isInstanceOf(LiveAnswer.Declined.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void part_thatIsHeld_isCompletedForThatPart() {
        rig.close();
        rig = new Rig(folder, Rig.dual(folder));
        PaymentId id = askedInPart();
        rig.link.answers("00");

        Said said = rig.complete(id);
        int begun = rig.drain();

        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().text(4)).isEqualTo("000000001000");
        assertThat(rig.payment(id).outcome().captured()).isEqualTo(PART);
    }
}
