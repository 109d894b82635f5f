package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.gateway.fixture.Sales;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stored stripe from its record to its answer, and where its track is meanwhile. */
class StripeIntakeTest {
    private static final String TRACK = Sales.NUMBER + "D30121010000000000000";

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
    void stripe_storedAndOffered_isSentAsARequestWithItsTrack() {
        PaymentId id = forwarded();
        rig.link.answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().text(22)).isEqualTo("901");
        assertThat(rig.link.last().text(35)).isEqualTo(TRACK);
        assertThat(rig.link.last().fields()).doesNotContainKey(55);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void stripe_answered_hasNoTrackAnyMore() {
        PaymentId id = forwarded();
        boolean before = rig.hasTrack(id);
        rig.link.answers("51");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(before).isTrue();
        assertThat(rig.hasTrack(id)).isFalse();
    }

    @Test
    void stripe_answeredTechnically_goesAgainWithItsTrack() {
        PaymentId id = forwarded();
        rig.link.answers("91").answers("00");

        int first = rig.drain();
        rig.clock.pass(Duration.ofHours(1));
        int second = rig.drain();

        assertThat(first + second).isEqualTo(2);
        assertThat(rig.link.last().text(35)).isEqualTo(TRACK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.hasTrack(id)).isFalse();
    }

    @Test
    void stripe_unanswered_isRepeatedWithItsTrack() {
        PaymentId id = forwarded();
        rig.link.staysSilent().answers("00");

        int first = rig.drain();
        rig.clock.pass(Duration.ofHours(1));
        int second = rig.drain();

        assertThat(first + second).isEqualTo(2);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0201");
        assertThat(rig.link.last().text(35)).isEqualTo(TRACK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void stripe_withoutItsTrack_isSetAsideUnsent() {
        PaymentId id = rig.till.newId();

        offer(id, rig.till.storedStripe(id, false));

        assertThat(rig.drain()).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.STRIPE_NOT_KEPT);
    }

    @Test
    void stripe_overABodyThatAChipHasSigned_isTampered() {
        PaymentId id = rig.till.newId();

        offer(id, rig.till.storedStripeOverAChip(id));

        assertThat(rig.drain()).isZero();
        assertThat(rig.reason(id)).isEqualTo(Reason.TAMPER);
    }

    private PaymentId forwarded() {
        PaymentId id = rig.till.newId();
        offer(id, rig.till.storedStripe(id, true));
        return id;
    }

    private void offer(PaymentId id, JournalRecord stored) {
        assertThat(rig.upload(stored, rig.till.shown(id), rig.till.offered(stored.seq()))
                        .verdicts())
                .containsOnly(Verdict.OK);
    }
}
