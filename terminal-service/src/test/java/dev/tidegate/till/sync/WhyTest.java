package dev.tidegate.till.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.sync.Why.Actor;
import dev.tidegate.till.sync.Why.Cause;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a sale is still here: for each state that can be unsynced, and each thing that may stand in its way. */
final class WhyTest {
    private static final Standing ONLINE = new Standing.Online();

    @ParameterizedTest
    @CsvSource({
        "STORED, ABOUT_TO_BE_SENT",
        "FORWARDING, NO_RECEIPT",
        "VOID_ASKED, NO_RECEIPT",
        "UNRESOLVED, NOT_ANSWERED",
        "RETRY_WAIT, TRIED_AGAIN",
        "AUTHORISED, AUTHORISED",
        "HELD, SET_ASIDE",
        "EXPIRED_HELD, PAST_DEADLINE"
    })
    void causeOf_eachUnsyncedState_hasItsOwn(PaymentState state, Cause cause) {
        assertThat(Why.causeOf(waiting(in(state)))).isEqualTo(cause);
    }

    @Test
    void causeOf_everyUnsyncedState_isLookedAtAbove() {
        assertThat(Arrays.stream(PaymentState.values()).filter(PaymentState::isUnsynced))
                .as("with AUTHORISED these are the rows above")
                .hasSize(7);
    }

    @Test
    void causeOf_notSentWhileAManagerHasSwitchedItOffline_isThat() {
        Why.Facts facts = new Why.Facts(in(PaymentState.STORED), false, false, true, ONLINE, true, true, false, true);

        assertThat(Why.causeOf(facts)).isEqualTo(Cause.FORCED_OFFLINE);
    }

    @ParameterizedTest
    @CsvSource({"NO_NETWORK, NO_NETWORK", "GATEWAY_SILENT, GATEWAY_SILENT"})
    void causeOf_notSentWhileTheTillIsOffline_isWhatKeepsItOffline(Reason why, Cause cause) {
        Why.Facts facts =
                new Why.Facts(in(PaymentState.STORED), false, false, false, offline(why), false, false, false, true);

        assertThat(Why.causeOf(facts)).isEqualTo(cause);
    }

    @Test
    void causeOf_beforeTheGatewaysTime_isThat() {
        Why.Facts facts = new Why.Facts(in(PaymentState.STORED), false, false, false, ONLINE, true, false, false, true);

        assertThat(Why.causeOf(facts)).isEqualTo(Cause.WAITING_FOR_SLOT);
    }

    @Test
    void causeOf_gatewayThatTakesNoMoreOfThisTill_isThat() {
        Why.Facts facts = new Why.Facts(in(PaymentState.STORED), false, false, false, ONLINE, true, true, true, true);

        assertThat(Why.causeOf(facts)).isEqualTo(Cause.TILL_STOPPED);
    }

    @Test
    void causeOf_receivedAndSeen_isTheAcquirers() {
        assertThat(Why.causeOf(received(seen(), ONLINE, true))).isEqualTo(Cause.WITH_ACQUIRER);
    }

    @Test
    void causeOf_receivedWithAnAcquirerThatIsSilent_isThat() {
        assertThat(Why.causeOf(received(seen(), offline(Reason.ACQUIRER_SILENT), true)))
                .isEqualTo(Cause.ACQUIRER_SILENT);
    }

    @Test
    void causeOf_receivedWhileNothingIsHeard_isThatNoResultCanCome() {
        assertThat(Why.causeOf(received(seen(), offline(Reason.NO_NETWORK), false)))
                .isEqualTo(Cause.RESULT_CANNOT_COME);
    }

    @Test
    void causeOf_receivedVoid_isTheGatewaysAnswer() {
        assertThat(Why.causeOf(received(in(PaymentState.VOID_ASKED), ONLINE, true)))
                .isEqualTo(Cause.VOID_ASKED);
    }

    @Test
    void causeOf_resultOnTheScreen_waitsForOk() {
        Why.Facts facts =
                new Why.Facts(in(PaymentState.FORWARDING), true, true, false, ONLINE, true, true, false, true);

        assertThat(Why.causeOf(facts)).isEqualTo(Cause.RESULT_NOT_SEEN);
    }

    @Test
    void causeOf_nobodyAnsweredAboutTheGoods_isThat() {
        assertThat(Why.causeOf(received(in(PaymentState.FORWARDING), ONLINE, true)))
                .isEqualTo(Cause.GOODS_NOT_ANSWERED);
        assertThat(Why.causeOf(waiting(told(PaymentState.HELD, Reason.UNSHOWN))))
                .isEqualTo(Cause.GOODS_NOT_ANSWERED);
    }

    @Test
    void causeOf_diskThatTakesNoOffer_isThat() {
        Payment shown = Objects.requireNonNull(
                PaymentFold.after(stored(), new dev.tidegate.core.payment.JournalEntry.Shown(stored().id()), 2));
        Why.Facts facts = new Why.Facts(shown, true, false, false, ONLINE, true, true, false, false);

        assertThat(Why.causeOf(facts)).isEqualTo(Cause.DISK_REFUSES);
    }

    @Test
    void causeOf_finalResult_isRefused() {
        assertThatThrownBy(() -> Why.causeOf(waiting(in(PaymentState.VOIDED))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"OUR_FAULT, OPERATOR", "TAMPER, OPERATOR", "FALSE_DUPLICATE, FINANCE", "UNANSWERED, FINANCE"})
    void actor_ofASaleThatWasSetAside_isWhoKnowsItsReason(Reason reason, Actor actor) {
        assertThat(new Why(Cause.SET_ASIDE, reason, 1, null, null).actor()).isEqualTo(actor);
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void actor_ofEveryCause_isNamed(Cause cause) {
        assertThat(new Why(cause, Reason.NONE, 0, null, null).actor()).isNotNull();
    }

    private static Why.Facts waiting(Payment payment) {
        return new Why.Facts(payment, false, false, false, ONLINE, true, true, false, true);
    }

    private static Why.Facts received(Payment payment, Standing standing, boolean reachable) {
        return new Why.Facts(payment, true, false, false, standing, reachable, true, false, true);
    }

    private static Standing offline(Reason why) {
        return new Standing.Offline(why);
    }

    private static Payment seen() {
        Payment offered = in(PaymentState.FORWARDING);
        return Objects.requireNonNull(
                PaymentFold.after(offered, new dev.tidegate.core.payment.JournalEntry.Shown(offered.id()), 3));
    }

    private static Payment stored() {
        PaymentId id = Samples.id();
        return Objects.requireNonNull(PaymentFold.after(null, Samples.stored(id, 1250), 1));
    }

    private static Payment in(PaymentState state) {
        return told(state, Reason.FORMAT);
    }

    private static Payment told(PaymentState state, Reason reason) {
        Payment stored = stored();
        return state == PaymentState.STORED
                ? stored
                : PaymentFold.offered(stored, 2).ended(state, state == PaymentState.HELD ? reason : Reason.NONE);
    }
}
