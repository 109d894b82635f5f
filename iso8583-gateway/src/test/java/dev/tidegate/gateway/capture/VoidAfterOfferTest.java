package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.gateway.capture.SaleCalls.Said;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A void that comes when the acquirer has approved, or is about to. */
class VoidAfterOfferTest {
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

    private void open(String rule) {
        rig.close();
        rig = new Rig(folder, Rig.edited(folder, Map.of("voidAfterOffer: refused", "voidAfterOffer: " + rule)));
    }

    private PaymentId voidedWhileAsked(Kind kind) {
        PaymentId id = rig.stored(kind);
        rig.link.meanwhile(() -> assertThat(rig.voidSale(id)).isInstanceOf(Said.Done.class));
        assertThat(rig.drain()).isEqualTo(1);
        return id;
    }

    private PaymentId captured() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answers("00");
        assertThat(rig.drain()).isEqualTo(1);
        return id;
    }

    @Test
    void void_ofWhatIsApproved_comesTooLate() {
        open("refused");
        rig.link.answers("00");

        PaymentId id = voidedWhileAsked(Kind.DEFERRED_AUTHORISATION);

        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.details(id)).contains("VOID_REFUSED");
        assertThat(rig.link.sentTypes()).containsExactly("0200");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DEFERRED_AUTHORISATION", "OFFLINE_APPROVED"})
    void void_whileAMessageWaitsForALineThatIsGone_isConfirmed(Kind kind) {
        rig.link.takesNoByte();

        PaymentId id = voidedWhileAsked(kind);
        int begunAgain = rig.drain();

        assertThat(rig.state(id)).isEqualTo(PaymentState.VOIDED);
        assertThat(begunAgain).as("terminals with work").isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DEFERRED_AUTHORISATION", "OFFLINE_APPROVED"})
    void void_whileARepeatWaitsForALineThatIsGone_isAskedAboutOn(Kind kind) {
        PaymentId id = rig.stored(kind);
        rig.link.staysSilent();
        assertThat(rig.drain()).isEqualTo(1);
        rig.clock.pass(Duration.ofHours(1));
        rig.link.takesNoByte();
        rig.link.meanwhile(() -> assertThat(rig.voidSale(id)).isNotNull());
        assertThat(rig.drain()).isEqualTo(1);
        rig.link.answers("00");
        rig.clock.pass(Duration.ofHours(1));

        int begunAgain = rig.drain();

        assertThat(begunAgain).as("terminals with work").isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DEFERRED_AUTHORISATION", "OFFLINE_APPROVED"})
    void void_byReversal_takesTheApprovalBack(Kind kind) {
        open("reversed");
        rig.link.answers("00").answers("00");

        PaymentId id = voidedWhileAsked(kind);

        assertThat(rig.link.sentTypes()).hasSize(2).last().isEqualTo("0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
        assertThat(rig.payment(id).outcome().captured()).isNull();
    }

    @Test
    void void_byReversal_ofACapturedSale_takesItBack() {
        open("reversed");
        PaymentId id = captured();
        rig.link.answers("00");

        Said said = rig.voidSale(id);
        Said again = rig.voidSale(id);
        int begun = rig.drain();

        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(again).isInstanceOf(Said.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void void_byRefund_givesTheMoneyBackUnderAnIdOfItsOwn() {
        open("refunded");
        rig.link.answers("00").answers("00");

        PaymentId id = voidedWhileAsked(Kind.DEFERRED_AUTHORISATION);

        assertThat(rig.link.sentTypes()).containsExactly("0200", "0200");
        assertThat(rig.link.last().text(3)).isEqualTo("200000");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REFUNDED);
    }

    @Test
    void void_byRefund_ofACapturedSale_givesTheMoneyBack() {
        open("refunded");
        PaymentId id = captured();
        rig.link.answers("00");

        Said said = rig.voidSale(id);
        int begun = rig.drain();

        assertThat(said).isInstanceOf(Said.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.REFUNDED);
    }

    @Test
    void void_byRefundThatIsDeclined_isRefused() {
        open("refunded");
        rig.link.answers("00").answers("05");

        PaymentId id = voidedWhileAsked(Kind.DEFERRED_AUTHORISATION);

        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.details(id)).contains("VOID_REFUSED");
    }

    @Test
    void void_byRefundOfWhichNoByteLeft_goesLater() {
        open("refunded");
        rig.link.answers("00").takesNoByte().answers("00");

        PaymentId id = voidedWhileAsked(Kind.DEFERRED_AUTHORISATION);

        assertThat(rig.link.sentTypes()).containsExactly("0200", "0200");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REFUNDED);
    }
}
