package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.gateway.fixture.Profiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sale that the card has approved, at an acquirer that takes such a one with its track alone. */
class AdviceIntakeTest {
    @TempDir
    private Path folder;

    @Test
    void advice_thatNeedsTheTrack_isSetAsideForPeople() {
        try (IntakeRig rig = new IntakeRig(folder, Profiles.named("ifsf-like"))) {
            PaymentId id = stored(rig, StoredKind.OFFLINE_APPROVED);

            assertThat(rig.drain()).isZero();
            assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
            assertThat(rig.reason(id)).isEqualTo(Reason.POLICY);
        }
    }

    @Test
    void advice_thatNeedsNoTrack_isSent() {
        try (IntakeRig rig = new IntakeRig(folder)) {
            PaymentId id = stored(rig, StoredKind.OFFLINE_APPROVED);
            rig.link.answers("00");

            assertThat(rig.drain()).isEqualTo(1);
            assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        }
    }

    private static PaymentId stored(IntakeRig rig, StoredKind kind) {
        PaymentId id = rig.till.newId();
        var stored = rig.till.stored(id, kind);
        var receipt = rig.upload(stored, rig.till.shown(id), rig.till.offered(stored.seq()));
        assertThat(receipt.verdicts()).hasSize(3);
        return id;
    }
}
