package dev.tidegate.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A card whose PIN the issuer checks, from the pad to the result. */
final class OnlinePinSaleTest {
    private final EncipheredPin pin = new EncipheredPin(
            PinFormat.ISO_0, new Ksn(Octets.ofHex("FFFF9876543210E00001")), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    @Test
    void take_withAPin_sealsItForTheRequestAlone() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = approved();

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(corridor.sealed).containsExactly("request with 8 bytes of PIN block", "journal");
    }

    @Test
    void take_withAPin_hasOverwrittenItBeforeTheGatewayIsAsked() {
        Corridor corridor = asking(Shop.approved());
        corridor.gateway.verdict = approved();
        corridor.gateway.whenAsked =
                () -> assertThat(pin.block()).as("at the gateway's turn").isEqualTo(new byte[8]);

        assertThat(corridor.sell(20_00).state()).isEqualTo(PaymentState.CAPTURED);
    }

    @ParameterizedTest
    @EnumSource(names = {"PIN_WRONG", "PIN_TRIES_EXCEEDED"})
    void take_declinedForItsPin_saysSo(Reason why) {
        Corridor corridor = asking(new FinalOutcome.Declined());
        corridor.gateway.verdict = new HostVerdict.Declined(why, new HostReply("55", "", "000001", ""), TlvSet.empty());

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.DECLINED);
        assertThat(payment.reason()).isEqualTo(why);
    }

    @Test
    void take_pinThatCouldNotBePassedOn_isRefusedWithThatReason() {
        Corridor corridor = asking(new FinalOutcome.Declined());
        corridor.gateway.verdict = new HostVerdict.NotSent(Reason.PIN_UNCHECKED);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.REFUSED_OFFLINE);
        assertThat(payment.reason()).isEqualTo(Reason.PIN_UNCHECKED);
        assertThat(corridor.journal.types()).containsExactly(RecordType.ASKED, RecordType.ANSWERED);
    }

    @Test
    void take_notSent_storesNothingWhateverTheCardSays() {
        for (FinalOutcome lastWord : List.of(Shop.approved(), Shop.deferrable(), new FinalOutcome.Declined())) {
            Corridor corridor = asking(lastWord);
            corridor.gateway.verdict = new HostVerdict.NotSent(Reason.NO_NETWORK);

            Payment payment = corridor.sell(20_00);

            assertThat(payment.reason()).as("after " + lastWord).isEqualTo(Reason.ONLINE_PIN_NEEDED);
            assertThat(corridor.journal.types()).doesNotContain(RecordType.STORED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TC", "ARQC"})
    void take_offline_isRefusedAndStoresNothing(Type type) {
        Corridor corridor = new Corridor(Shop.onlinePin(type), Shop.approved());
        corridor.standing = new Standing.Offline(Reason.NO_NETWORK);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.REFUSED_OFFLINE);
        assertThat(payment.reason()).isEqualTo(Reason.ONLINE_PIN_NEEDED);
        assertThat(corridor.journal.types()).isEmpty();
        assertThat(corridor.gateway.calls).isEmpty();
    }

    private Corridor asking(FinalOutcome lastWord) {
        Corridor corridor = new Corridor(Shop.onlinePin(Type.ARQC), lastWord);
        corridor.card().pin = pin;
        return corridor;
    }

    private static HostVerdict approved() {
        return new HostVerdict.Approved(ScriptedGateway.REPLY, true, TlvSet.empty());
    }
}
