package dev.tidegate.till.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.till.sale.Results;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The customer is never told that the till is offline, nor how a sale was taken. */
class DisplayViewTest {
    private static final Payment BEGUN = Payment.collecting(
            PaymentId.of("01890a5d-ac96-774b-bcce-b302099a8057"), new Amount(12_50, Currency.getInstance("EUR")));

    private static DisplayView finished(PaymentState state) {
        return DisplayView.of(
                "Corner Shop",
                new Results.View(BEGUN.ended(state, Reason.NO_NETWORK), null, null, true, false, "0001"));
    }

    @Test
    void display_ofAFreeTill_welcomes() {
        assertThat(DisplayView.of("Corner Shop", null)).isEqualTo(new DisplayView("Corner Shop", "WELCOME", null));
    }

    @Test
    void display_whileTheCardIsAwaited_tellsTheAmountAndWhatToDo() {
        Results.View running = new Results.View(BEGUN, Prompt.PRESENT_CARD, null, false, false, "0001");

        DisplayView told = DisplayView.of("Corner Shop", running);

        assertThat(told.phase()).isEqualTo("PRESENT_CARD");
        assertThat(told.amount()).isEqualTo(MoneyView.of(BEGUN.amount()));
    }

    @ParameterizedTest
    @EnumSource(names = {"STORED", "FORWARDING", "CAPTURED", "AUTHORISED"})
    void display_ofASaleThatStands_isTheSameHoweverItWasTaken(PaymentState state) {
        assertThat(finished(state)).isEqualTo(new DisplayView("Corner Shop", "THANK_YOU", null));
    }

    @ParameterizedTest
    @EnumSource(names = {"DECLINED", "REFUSED_OFFLINE", "CANCELLED", "OUTCOME_UNKNOWN", "REVERSED", "VOIDED"})
    void display_ofASaleThatDoesNotStand_sendsToTheCashierWithoutAReason(PaymentState state) {
        assertThat(finished(state)).isEqualTo(new DisplayView("Corner Shop", "ASK_CASHIER", null));
    }
}
