package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People hear of a stored sale that its acquirer has not had for long. */
class LateSalesTest {
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

    @ParameterizedTest
    @EnumSource(names = {"OFFLINE_APPROVED", "DEFERRED_AUTHORISATION"})
    void sale_afterADay_isMarkedOnce(Kind kind) {
        PaymentId id = rig.stored(kind);
        rig.pass(Duration.ofHours(25));

        int marked = rig.engine.lateSales().doWork();
        int again = rig.engine.lateSales().doWork();

        assertThat(marked).isEqualTo(1);
        assertThat(again).isZero();
        assertThat(rig.events(id)).containsOnlyOnce("LATE");
        assertThat(rig.state(id)).as("nothing is decided").isEqualTo(PaymentState.FORWARDING);
    }

    @Test
    void sale_ofToday_isNotMarked() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.pass(Duration.ofHours(23));

        int marked = rig.engine.lateSales().doWork();

        assertThat(marked).isZero();
        assertThat(rig.events(id)).doesNotContain("LATE");
    }

    @Test
    void sale_thatIsCaptured_isNotMarked() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.answers("00");
        int begun = rig.drain();
        rig.pass(Duration.ofHours(25));

        int marked = rig.engine.lateSales().doWork();

        assertThat(begun).isEqualTo(1);
        assertThat(marked).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }
}
