package dev.tidegate.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.Payment.Duty;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sale makes of its acquirer's terms: parts of it, and how long it is sent on. */
final class AcquirerTermsTest {
    private static final Amount PART = Amount.of(12_00, "EUR");

    @Test
    void take_whereTheAcquirerApprovesParts_saysThatOneIsOfUse() {
        Corridor corridor = asking(Shop.approved());
        corridor.takesParts = true;

        Payment ignored = corridor.sell(20_00);

        assertThat(corridor.gateway.tookPart).containsExactly(true);
    }

    @Test
    void take_whereItDoesNot_asksForAllOrNothing() {
        Corridor corridor = asking(Shop.approved());

        Payment ignored = corridor.sell(20_00);

        assertThat(corridor.gateway.tookPart).containsExactly(false);
    }

    @Test
    void take_aPartThatIsBooked_isThatMuchAndNoMore() {
        Payment payment = inPart(true, PART, Shop.approved()).sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(payment.part()).isEqualTo(PART);
        assertThat(payment.captured()).isEqualTo(PART);
    }

    @Test
    void take_aPartThatIsHeld_hasNoMoneyYet() {
        Payment payment = inPart(false, PART, Shop.approved()).sell(20_00);

        assertThat(payment.state()).isEqualTo(PaymentState.AUTHORISED);
        assertThat(payment.part()).isEqualTo(PART);
        assertThat(payment.captured()).isNull();
    }

    @Test
    void take_aPart_isNotCompletedBeforeSomebodyHasKeptIt() {
        Corridor corridor = inPart(true, PART, Shop.approved());
        Payment payment = corridor.sell(20_00);

        int ignored = corridor.drain().doWork();
        List<String> before = List.copyOf(corridor.gateway.calls);
        Payment kept = corridor.closing().seen(payment.id());

        assertThat(before).doesNotContain("complete");
        assertThat(kept).isNotNull();
        assertThat(kept.duty()).isEqualTo(Duty.COMPLETE);
    }

    @Test
    void take_aPartThatNobodyWants_goesBackWhole() {
        Corridor corridor = inPart(true, PART, Shop.approved());
        Payment payment = corridor.sell(20_00);

        Payment back = corridor.closing().takeBack(payment.id());

        assertThat(back).isNotNull();
        assertThat(back.duty()).isEqualTo(Duty.REVERSE);
    }

    @Test
    void take_aPartThatTheCardRefuses_goesBack() {
        Payment payment = inPart(true, PART, new FinalOutcome.Declined()).sell(20_00);

        assertThat(payment.duty()).isEqualTo(Duty.REVERSE);
        assertThat(payment.reason()).isEqualTo(Reason.CARD_DECLINED);
    }

    @Test
    void take_aPartThatIsNone_goesBack() {
        Payment whole = inPart(true, Amount.of(20_00, "EUR"), Shop.approved()).sell(20_00);
        Payment nothing = inPart(true, Amount.of(0, "EUR"), Shop.approved()).sell(20_00);
        Payment foreign = inPart(true, Amount.of(12_00, "USD"), Shop.approved()).sell(20_00);

        assertThat(whole.duty()).isEqualTo(Duty.REVERSE);
        assertThat(nothing.duty()).isEqualTo(Duty.REVERSE);
        assertThat(foreign.duty()).isEqualTo(Duty.REVERSE);
    }

    @Test
    void take_storedWhereAnAgeIsKnown_saysUntilWhenItIsSentOn() {
        assertThat(stored(Duration.ofHours(72)).notAfter()).isEqualTo(Sales.NOON.plus(Duration.ofHours(72)));
    }

    @Test
    void take_storedWhereNobodyHasSaid_saysNothing() {
        assertThat(stored(null).notAfter()).isNull();
    }

    private static JournalEntry.Stored stored(@org.jspecify.annotations.Nullable Duration hold) {
        Corridor corridor = asking(Shop.deferrable());
        corridor.standing = new Standing.Offline(Reason.NO_NETWORK);
        corridor.hold = hold;

        Payment ignored = corridor.sell(20_00);

        return (JournalEntry.Stored) corridor.journal.readAfter(0, 1).getFirst().entry();
    }

    private static Corridor inPart(boolean captured, Amount part, FinalOutcome lastWord) {
        Corridor corridor = asking(lastWord);
        corridor.takesParts = true;
        corridor.gateway.verdict =
                new HostVerdict.PartlyApproved(ScriptedGateway.REPLY, captured, TlvSet.empty(), part);
        return corridor;
    }

    private static Corridor asking(FinalOutcome lastWord) {
        return new Corridor(Shop.read(Type.ARQC), lastWord);
    }
}
