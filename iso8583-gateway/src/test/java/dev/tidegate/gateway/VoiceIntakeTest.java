package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales that their issuer approved by telephone, from the till's record to the acquirer's. */
class VoiceIntakeTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path profile;

    @Test
    void voice_offered_isSentAsAnAdviceWithItsCode() {
        try (IntakeRig rig = new IntakeRig(folder)) {
            PaymentId id = offered(rig, "K74", "K74");
            rig.link.answers("00");

            assertThat(rig.drain()).isEqualTo(1);

            assertThat(rig.link.last().type()).isEqualTo("0220");
            assertThat(rig.link.last().text(38)).isEqualTo("K74   ");
            assertThat(rig.link.last().text(22)).isEqualTo("010");
            assertThat(rig.link.last().text(55) + rig.link.last().text(35)).isEmpty();
            assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        }
    }

    @Test
    void voice_unanswered_isRepeatedUnderTheSameNumbers() {
        try (IntakeRig rig = new IntakeRig(folder)) {
            PaymentId id = offered(rig, "K7402B", "K7402B");
            rig.link.staysSilent().answers("00");
            int first = rig.drain();
            String sent = numbers(rig);
            rig.clock.pass(Duration.ofMinutes(1));

            assertThat(first + rig.drain()).isEqualTo(2);

            assertThat(rig.link.last().type()).isEqualTo("0221");
            assertThat(numbers(rig)).isEqualTo(sent);
            assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        }
    }

    private static String numbers(IntakeRig rig) {
        return rig.link.last().text(11)
                + rig.link.last().text(37)
                + rig.link.last().text(12)
                + rig.link.last().text(38);
    }

    @Test
    void voice_ofAnotherCodeThanIsSealed_isHeldForTampering() {
        try (IntakeRig rig = new IntakeRig(folder)) {
            PaymentId id = offered(rig, "K7402B", "K7402C");

            assertThat(rig.drain()).isZero();

            assertThat(rig.reason(id)).isEqualTo(Reason.TAMPER);
        }
    }

    @Test
    void voice_atAnAcquirerThatTakesNone_isSetAsideForPeople() {
        try (IntakeRig rig = new IntakeRig(folder, Profiles.named("ifsf-like"))) {
            PaymentId id = offered(rig, "K7402B", "K7402B");

            assertThat(rig.drain()).isZero();

            assertThat(rig.reason(id)).isEqualTo(Reason.POLICY);
        }
    }

    @Test
    void voice_belowTheFloor_isSetAsideForPeople() throws IOException {
        Profile dear = Profiles.edited(profile, "floor: 0}", "floor: " + (Sales.AMOUNT.minor() + 1) + "}");
        try (IntakeRig rig = new IntakeRig(folder, dear)) {
            PaymentId id = offered(rig, "K7402B", "K7402B");

            assertThat(rig.reason(id)).isEqualTo(Reason.POLICY);
        }
    }

    @Test
    void voice_refusedByTheHost_isForPeopleAndNoLoss() {
        try (IntakeRig rig = new IntakeRig(folder)) {
            PaymentId id = offered(rig, "K7402B", "K7402B");
            rig.link.answers("05");

            assertThat(rig.drain()).isEqualTo(1);

            assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
            assertThat(rig.reason(id)).isEqualTo(Reason.EXCEPTION);
        }
    }

    private static PaymentId offered(IntakeRig rig, String said, String sealed) {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.storedByVoice(id, Sales.AMOUNT, said, sealed);
        var receipt = rig.upload(stored, rig.till.shown(id), rig.till.offered(stored.seq()));
        assertThat(receipt.verdicts()).hasSize(3);
        return id;
    }
}
