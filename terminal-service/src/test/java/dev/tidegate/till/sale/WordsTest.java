package dev.tidegate.till.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.Payment.Duty;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.till.fake.Samples;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class WordsTest {
    @ParameterizedTest
    @EnumSource
    void result_ofAStoredSale_neverSaysApproved(PaymentState state) {
        Payment stored = stored(StoredKind.OFFLINE_APPROVED).ended(state, Reason.NONE);

        assertThat(String.valueOf(Words.result(stored))).isNotEqualTo("approved");
        assertThat(Words.of(stored)).isNotEqualTo("APPROVED");
    }

    @Test
    void result_ofAPart_neverSaysApprovedAlone() {
        PaymentId id = Samples.id();
        Payment asked = PaymentFold.after(null, Samples.asked(id, 100), 1);
        Payment part = PaymentFold.after(
                asked,
                new JournalEntry.Answered(id, Answer.KEPT_CAPTURED, Reason.NONE, HostReply.none(), Samples.euro(60)),
                2);

        assertThat(part).isNotNull();
        assertThat(Words.result(part)).isEqualTo("approved_in_part");
        assertThat(Words.of(part)).startsWith("APPROVED IN PART");
    }

    @ParameterizedTest
    @EnumSource
    void of_anyState_saysSomething(PaymentState state) {
        assertThat(Words.of(online(Answer.KEPT_CAPTURED).ended(state, Reason.NONE)))
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "COLLECTING,",
        "ASKING,",
        "OUTCOME_UNKNOWN,not_known",
        "AUTHORISED,approved",
        "AWAITING_TILL,approved",
        "CAPTURED,approved",
        "DECLINED,declined",
        "REVERSED,reversed",
        "CANCELLED,cancelled",
        "REFUSED_OFFLINE,refused"
    })
    void result_ofAnOnlineSale_isItsState(PaymentState state, String result) {
        assertThat(Words.result(online(Answer.KEPT_CAPTURED).ended(state, Reason.NONE)))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "STORED,stored_deferred",
        "FORWARDING,stored_deferred",
        "AUTHORISED,stored_deferred",
        "RETRY_WAIT,stored_deferred",
        "HELD,stored_deferred",
        "CAPTURED,captured",
        "DECLINED_AFTER_STORE,declined_after_store",
        "VOIDED,voided"
    })
    void result_ofAStoredSale_isItsState(PaymentState state, String result) {
        assertThat(Words.result(stored(StoredKind.DEFERRED_AUTHORISATION).ended(state, Reason.NONE)))
                .isEqualTo(result);
    }

    @Test
    void of_aStoredSale_saysWhichOfTheTwoItIs() {
        assertThat(Words.of(stored(StoredKind.OFFLINE_APPROVED)))
                .isEqualTo("STORED – approved by the card, not yet captured");
        assertThat(Words.of(stored(StoredKind.DEFERRED_AUTHORISATION))).isEqualTo("STORED – not yet authorised");
    }

    @Test
    void result_approvedByTheHostAndToBeReversed_isADecline() {
        Payment taken = online(Answer.TO_BE_REVERSED);

        assertThat(taken.duty()).isEqualTo(Duty.REVERSE);
        assertThat(Words.result(taken)).isEqualTo("declined");
        assertThat(Words.standsOrMayStand(taken)).isFalse();
    }

    @Test
    void reference_ofAPayment_isTheDayInTheShopAndSixCharacters() {
        PaymentId id = Samples.id();
        Instant lateEvening = Instant.parse("2026-11-22T23:30:00Z");

        String reference = Reference.of(id, lateEvening, ZoneId.of("Europe/Berlin"));

        assertThat(reference).matches("261123-[0-9A-HJKMNP-TV-Z]{6}").isUpperCase();
        assertThat(reference).isEqualTo(reference.toUpperCase(Locale.ROOT));
        assertThat(Reference.of(id, lateEvening, ZoneId.of("Europe/Berlin"))).isEqualTo(reference);
    }

    private static Payment stored(StoredKind kind) {
        Payment payment = PaymentFold.after(null, Samples.stored(Samples.id(), 100, kind), 1);
        return payment == null ? Payment.collecting(Samples.id(), Samples.euro(1)) : payment;
    }

    private static Payment online(Answer answer) {
        PaymentId id = Samples.id();
        Payment asked = PaymentFold.after(null, Samples.asked(id, 100), 1);
        Payment answered = PaymentFold.after(asked, Samples.answered(id, answer), 2);
        return answered == null ? Payment.collecting(id, Samples.euro(1)) : answered;
    }
}
