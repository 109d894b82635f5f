package dev.tidegate.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.CardInUse;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardRecords;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sale that its issuer approved by telephone, from the card to the disk. */
final class TakeByVoiceTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    private final Corridor chip = new Corridor(Shop.read(Type.ARQC), new FinalOutcome.Declined());

    @Test
    void take_online_storesItAndAsksNobody() {
        Payment payment = chip.sellByVoice(20_00);

        assertThat(payment.kind()).isEqualTo(StoredKind.VOICE_APPROVED);
        assertThat(payment.reply().authorisationCode()).isEqualTo("K7402B");
        assertThat(chip.gateway.calls).isEmpty();
    }

    @Test
    void take_offline_storesItToo() {
        chip.standing = new Standing.Offline(Reason.NO_NETWORK);

        assertThat(chip.sellByVoice(20_00).state()).isEqualTo(PaymentState.STORED);
    }

    @Test
    void take_aChip_leavesNoCryptogramBehind() {
        Payment ignored = chip.sellByVoice(20_00);

        assertThat(chip.sealed).containsExactly("journal");
        assertThat(chip.journal.entries())
                .singleElement()
                .isInstanceOfSatisfying(
                        JournalEntry.Stored.class,
                        stored -> assertThat(stored.sale().chip()).isNull());
    }

    @Test
    void take_aChip_isToldOfTheReferral() {
        Payment ignored = chip.sellByVoice(20_00);

        assertThat(chip.card().told)
                .singleElement()
                .isInstanceOfSatisfying(
                        HostAnswer.Answered.class,
                        told -> assertThat(told.responseCode()).isEqualTo("01"));
    }

    @Test
    void take_aboveTheLimitOfOneSale_storesIt() {
        assertThat(chip.sellByVoice(100_01).state()).isEqualTo(PaymentState.STORED);
    }

    @Test
    void take_aboveTheCeiling_isRefusedBeforeTheCard() {
        Payment payment = chip.sellByVoice(200_01);

        assertThat(payment.reason()).isEqualTo(Reason.SALE_ABOVE_CEILING);
        assertThat(chip.card().told).isEmpty();
    }

    @Test
    void take_whereTheAcquirerTakesNone_isRefused() {
        chip.voiceFloor = null;

        assertThat(chip.sellByVoice(20_00).reason()).isEqualTo(Reason.VOICE_NOT_ALLOWED);
    }

    @Test
    void take_belowTheFloor_isRefused() {
        chip.voiceFloor = Amount.of(20_01, "EUR");

        assertThat(chip.sellByVoice(20_00).reason()).isEqualTo(Reason.VOICE_BELOW_FLOOR);
    }

    @Test
    void take_aListedCard_isRefused() {
        chip.exceptions = (pan, sequence) -> true;

        assertThat(chip.sellByVoice(20_00).reason()).isEqualTo(Reason.CARD_LISTED);
    }

    @Test
    void take_aCardDeclinedLately_isRefused() {
        chip.cards = of(new CardInUse(0, Map.of(), 0, Map.of(), Sales.NOON, Sales.NOON));

        assertThat(chip.sellByVoice(20_00).reason()).isEqualTo(Reason.CARD_DECLINED_LATELY);
    }

    @Test
    void take_aCardReferredLately_isStored() {
        chip.cards = of(new CardInUse(0, Map.of(), 0, Map.of(), Sales.NOON, null));

        assertThat(chip.sellByVoice(20_00).state()).isEqualTo(PaymentState.STORED);
    }

    @Test
    void take_aCardThatHasItsShare_isStored() {
        chip.cards = of(new CardInUse(2, Map.of(EUR, 149_00L), null));

        assertThat(chip.sellByVoice(20_00).state()).isEqualTo(PaymentState.STORED);
    }

    @Test
    void take_aStripeWhoseIssuerWantsToBeAsked_isStoredWithoutItsTrack() {
        Corridor stripe = swiped(EntryMode.SWIPE, Reason.ISSUER_ONLY, CvmResult.SIGNATURE);

        assertThat(stripe.sellByVoice(20_00).state()).isEqualTo(PaymentState.STORED);
        assertThat(stripe.sealed).containsExactly("journal");
    }

    @Test
    void take_aStripeInThePlaceOfAChip_isRefused() {
        Corridor stripe = swiped(EntryMode.FALLBACK, Reason.FALLBACK_ONLINE_ONLY, CvmResult.SIGNATURE);

        assertThat(stripe.sellByVoice(20_00).reason()).isEqualTo(Reason.FALLBACK_ONLINE_ONLY);
    }

    @Test
    void take_aCardWhosePinNobodyChecked_isRefused() {
        Corridor stripe = swiped(EntryMode.SWIPE, Reason.NONE, CvmResult.ONLINE_PIN);

        assertThat(stripe.sellByVoice(20_00).reason()).isEqualTo(Reason.ONLINE_PIN_NEEDED);
    }

    @Test
    void take_aCardThatRefuses_isDeclined() {
        Corridor refuses = new Corridor(Shop.read(Type.AAC), new FinalOutcome.Declined());

        Payment payment = refuses.sellByVoice(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.DECLINED);
        assertThat(refuses.journal.types()).isEmpty();
    }

    @Test
    void tip_onASaleByTelephone_isRefused() {
        Payment payment = chip.sellByVoice(20_00);

        assertThat(chip.tips().tip(payment.id(), Amount.of(1, "EUR")))
                .isEqualTo(new AddTip.Said.Refused(AddTip.No.VOICE_APPROVED));
    }

    private static CardRecords of(CardInUse card) {
        return new CardRecords() {
            @Override
            public void remember(PaymentId payment, Pan pan) {}

            @Override
            public CardInUse of(Pan pan) {
                return card;
            }
        };
    }

    private static Corridor swiped(EntryMode mode, Reason onlineOnly, CvmResult cvm) {
        CardRead.Swiped swipe = Shop.swipe(mode, onlineOnly);
        return new Corridor(new CardRead.Swiped(mode, swipe.card(), cvm, onlineOnly), new FinalOutcome.Declined());
    }
}
