package dev.tidegate.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sale by the stripe: nothing is signed, and nobody is asked a second time. */
final class StripeSaleTest {
    private final Corridor corridor = swiped(EntryMode.SWIPE, Reason.NONE);

    @Test
    void take_approvedOnline_isCapturedAndAsksTheCardNothing() {
        corridor.gateway.verdict = new HostVerdict.Approved(ScriptedGateway.REPLY, true, TlvSet.empty());

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(corridor.card().told).isEmpty();
    }

    @Test
    void take_online_keepsNoTrackInTheJournal() {
        corridor.gateway.verdict = new HostVerdict.Approved(ScriptedGateway.REPLY, true, TlvSet.empty());

        Payment ignored = corridor.sell(20_00);

        assertThat(corridor.sealed).containsExactly("request", "journal");
    }

    @Test
    void take_declined_isDeclined() {
        corridor.gateway.verdict = new HostVerdict.Declined(ScriptedGateway.REPLY, TlvSet.empty());

        assertThat(corridor.sell(20_00).state()).isEqualTo(PaymentState.DECLINED);
    }

    @Test
    void take_unanswered_isReversed() {
        corridor.gateway.verdict = new HostVerdict.Unknown();

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.OUTCOME_UNKNOWN);
        assertThat(payment.duty()).isEqualTo(Payment.Duty.REVERSE);
        assertThat(corridor.card().told).isEmpty();
    }

    @Test
    void take_offline_storesItWithItsTrack() {
        corridor.standing = new Standing.Offline(Reason.NO_NETWORK);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.kind()).isEqualTo(StoredKind.DEFERRED_AUTHORISATION);
        assertThat(corridor.sealed).containsExactly("deferred stripe");
    }

    @Test
    void take_notSent_storesItAfterItsAsked() {
        corridor.gateway.verdict = new HostVerdict.NotSent(Reason.NO_NETWORK);

        Payment payment = corridor.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.STORED);
        assertThat(corridor.journal.types()).containsExactly(RecordType.ASKED, RecordType.STORED);
    }

    @Test
    void take_storedStripe_hasNoCryptogramInItsSummary() {
        corridor.standing = new Standing.Offline(Reason.NO_NETWORK);

        Payment ignored = corridor.sell(20_00);

        assertThat(corridor.journal.entries())
                .singleElement()
                .isInstanceOfSatisfying(
                        JournalEntry.Stored.class,
                        stored -> assertThat(stored.sale().chip()).isNull());
    }

    @Test
    void take_fallbackOnline_isAsked() {
        Corridor fallback = swiped(EntryMode.FALLBACK, Reason.FALLBACK_ONLINE_ONLY);
        fallback.gateway.verdict = new HostVerdict.Approved(ScriptedGateway.REPLY, true, TlvSet.empty());

        assertThat(fallback.sell(20_00).state()).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void take_fallbackNotSent_isRefusedOnDisk() {
        Corridor fallback = swiped(EntryMode.FALLBACK, Reason.FALLBACK_ONLINE_ONLY);
        fallback.gateway.verdict = new HostVerdict.NotSent(Reason.NO_NETWORK);

        Payment payment = fallback.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.REFUSED_OFFLINE);
        assertThat(payment.reason()).isEqualTo(Reason.FALLBACK_ONLINE_ONLY);
        assertThat(fallback.journal.types()).containsExactly(RecordType.ASKED, RecordType.ANSWERED);
    }

    @Test
    void take_tappedStripeOnline_isAsked() {
        Corridor tapped = swiped(EntryMode.TAP_STRIPE, Reason.TAPPED_STRIPE_ONLINE_ONLY);
        tapped.gateway.verdict = new HostVerdict.Approved(ScriptedGateway.REPLY, true, TlvSet.empty());

        assertThat(tapped.sell(20_00).state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(tapped.card().told).isEmpty();
    }

    @Test
    void take_tappedStripeOffline_isRefusedForItsOwnReason() {
        Corridor tapped = swiped(EntryMode.TAP_STRIPE, Reason.TAPPED_STRIPE_ONLINE_ONLY);
        tapped.standing = new Standing.Offline(Reason.NO_NETWORK);

        Payment payment = tapped.sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.REFUSED_OFFLINE);
        assertThat(payment.reason()).isEqualTo(Reason.TAPPED_STRIPE_ONLINE_ONLY);
        assertThat(tapped.journal.types()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = EntryMode.class,
            names = {"FALLBACK", "TAP_STRIPE"})
    void swiped_thatMayNeverBeTakenOffline_saysWhy(EntryMode mode) {
        assertThatThrownBy(() -> Shop.swipe(mode, Reason.NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Corridor swiped(EntryMode mode, Reason onlineOnly) {
        return new Corridor(Shop.swipe(mode, onlineOnly), Shop.approved());
    }
}
