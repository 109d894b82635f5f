package dev.tidegate.core.payment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.Payment.Duty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaymentFoldTest {
    private final PaymentId id = Sales.id();

    @ParameterizedTest
    @CsvSource({
        "KEPT_AUTHORISED, AUTHORISED, NONE",
        "KEPT_CAPTURED, CAPTURED, NONE",
        "TO_BE_REVERSED, AUTHORISED, REVERSE",
        "DECLINED, DECLINED, NONE",
        "NOT_SENT, REFUSED_OFFLINE, NONE",
        "UNKNOWN, OUTCOME_UNKNOWN, REVERSE",
    })
    void after_anAnswer_hasItsStateAndDuty(Answer answer, PaymentState state, Duty duty) {
        Payment payment = answered(answer);

        assertThat(payment.state()).isEqualTo(state);
        assertThat(payment.duty()).isEqualTo(duty);
    }

    @Test
    void after_shownApproval_owesTheCompletion() {
        Payment payment = after(answered(Answer.KEPT_CAPTURED), new JournalEntry.Shown(id), 3);

        assertThat(payment.duty()).isEqualTo(Duty.COMPLETE);
        assertThat(payment.shown()).isTrue();
    }

    @Test
    void after_shownStoredSale_owesNothing() {
        Payment payment = after(stored(), new JournalEntry.Shown(id), 3);

        assertThat(payment.duty()).isEqualTo(Duty.NONE);
        assertThat(payment.state()).isEqualTo(PaymentState.STORED);
    }

    @Test
    void after_aTip_isOfTheNewAmountAndKeepsWhatTheCardSigned() {
        Payment before = stored();
        Amount total = before.amount().plus(Amount.of(1, "EUR"));

        Payment payment = after(before, new JournalEntry.Adjusted(id, total), 3);

        assertThat(payment.amount()).isEqualTo(total);
        assertThat(payment.sale()).isEqualTo(before.sale());
        assertThat(payment.state()).isEqualTo(PaymentState.STORED);
    }

    @Test
    void after_aTipBehindTheOffer_isAsItWas() {
        Payment before = PaymentFold.offered(stored(), 3);

        assertThat(after(before, new JournalEntry.Adjusted(id, Amount.of(99_00, "EUR")), 4))
                .isEqualTo(before);
    }

    @Test
    void after_anApprovalTakenBack_owesTheReversal() {
        Payment payment = after(
                answered(Answer.KEPT_CAPTURED),
                new JournalEntry.Answered(id, Answer.TO_BE_REVERSED, Reason.CANCELLED_BY_CASHIER, HostReply.none()),
                3);

        assertThat(payment.duty()).isEqualTo(Duty.REVERSE);
    }

    @Test
    void after_theAnswerToItsCompletion_owesNothing() {
        Payment shown = after(answered(Answer.KEPT_CAPTURED), new JournalEntry.Shown(id), 3);

        Payment done = after(shown, result(2, "", PaymentState.CAPTURED), 4);

        assertThat(done.duty()).isEqualTo(Duty.NONE);
        assertThat(done.state()).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void after_newsBeforeTheCompletion_owesItStill() {
        Payment shown = after(answered(Answer.KEPT_CAPTURED), new JournalEntry.Shown(id), 3);

        Payment told = after(shown, result(2, "a-2", PaymentState.CAPTURED), 4);

        assertThat(told.duty()).isEqualTo(Duty.COMPLETE);
        assertThat(after(told, result(2, "", PaymentState.CAPTURED), 5).duty())
                .as("the answer of the same version still ends the duty")
                .isEqualTo(Duty.NONE);
    }

    @Test
    void after_aReversalThatIsOnItsWay_owesItStill() {
        Payment unknown = answered(Answer.UNKNOWN);

        Payment told = after(unknown, result(2, "", PaymentState.OUTCOME_UNKNOWN), 3);

        assertThat(told.duty()).isEqualTo(Duty.REVERSE);
    }

    @Test
    void after_aReversalOfABookingThatStillStands_owesItStill() {
        Payment takenBack = answered(Answer.TO_BE_REVERSED);

        Payment told = after(takenBack, result(2, "", PaymentState.CAPTURED), 3);

        assertThat(told.duty()).isEqualTo(Duty.REVERSE);
    }

    @Test
    void after_aConfirmedReversal_owesNothing() {
        Payment told = after(answered(Answer.UNKNOWN), result(2, "", PaymentState.REVERSED), 3);

        assertThat(told.duty()).isEqualTo(Duty.NONE);
    }

    @Test
    void after_aLowerVersion_staysAsItIs() {
        Payment captured = after(stored(), result(3, "a-3", PaymentState.CAPTURED), 3);

        assertThat(after(captured, result(2, "a-2", PaymentState.RETRY_WAIT), 4))
                .isEqualTo(captured);
    }

    @Test
    void offered_aStoredSale_isForwarding() {
        Payment payment = PaymentFold.offered(stored(), 4);

        assertThat(payment.state()).isEqualTo(PaymentState.FORWARDING);
        assertThat(payment.offered()).isTrue();
    }

    @Test
    void after_aVoidBeforeTheOffer_isVoided() {
        assertThat(after(stored(), new JournalEntry.Voided(id), 3).state()).isEqualTo(PaymentState.VOIDED);
    }

    @Test
    void after_aVoidAfterTheOffer_isOnlyAsked() {
        Payment payment = after(PaymentFold.offered(stored(), 3), new JournalEntry.Voided(id), 4);

        assertThat(payment.state()).isEqualTo(PaymentState.VOID_ASKED);
    }

    @Test
    void offered_aVoidedSale_staysVoided() {
        Payment voided = after(stored(), new JournalEntry.Voided(id), 3);

        assertThat(PaymentFold.offered(voided, 4).state()).isEqualTo(PaymentState.VOIDED);
    }

    @Test
    void after_aRecordOfAnUnknownPayment_isNothing() {
        assertThat(PaymentFold.after(null, new JournalEntry.Shown(id), 1)).isNull();
    }

    @Test
    void isUnsynced_aDeferredAuthorisation_carriesTheBadge() {
        Payment payment = after(PaymentFold.offered(stored(), 3), result(1, "a-1", PaymentState.AUTHORISED), 4);

        assertThat(payment.isUnsynced()).isTrue();
    }

    @Test
    void isUnsynced_aLiveAuthorisation_doesNot() {
        assertThat(answered(Answer.KEPT_AUTHORISED).isUnsynced()).isFalse();
    }

    private Payment answered(Answer answer) {
        Payment asked = after(null, new JournalEntry.Asked(id, Sales.sale(Amount.of(10_00, "EUR")), Sales.body()), 1);
        return after(asked, new JournalEntry.Answered(id, answer, Reason.NONE, HostReply.none()), 2);
    }

    private Payment stored() {
        return after(null, Sales.stored(id, 10_00), 1);
    }

    private JournalEntry.Result result(long version, String cursor, PaymentState state) {
        return new JournalEntry.Result(Sales.result(id, version, cursor, state, 10_00));
    }

    private static Payment after(
            @org.jspecify.annotations.Nullable Payment before, JournalEntry.OfPayment entry, long seq) {
        return requireNonNull(PaymentFold.after(before, entry, seq));
    }
}
