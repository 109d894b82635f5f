package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestPad;
import dev.tidegate.emv.testcard.TestReader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PIN that the issuer checks (EMV 4.4 Book 3, 10.5.2; Book 4, 6.3.4). */
final class OnlinePinTest {
    private static final String PIN = "1234";

    /** Online PIN where the terminal has it, else signature. */
    private static final String ONLINE = "42031E03";
    /** Online PIN whatever the terminal can do, and nothing else. */
    private static final String ONLINE_ALONE = "0200";

    /** Signature, no CVM, offline and online PIN. */
    private static final KernelSettings WITH_KEY = Terminals.settings("60F8C0", 0x22, false);
    /** The same without a key for the issuer's PINs. */
    private static final KernelSettings WITHOUT_KEY = Terminals.settings("60B8C0", 0x22, false);

    @Test
    void pin_entered_isTheIssuersToCheck() {
        CardRead.Answered read = answered(card(ONLINE), PIN);

        assertThat(read.cvm()).isEqualTo(CvmResult.ONLINE_PIN);
        assertThat(read.tvr().has(3, 3)).as("online PIN entered").isTrue();
        assertThat(read.tvr().has(3, 8)).as("verification failed").isFalse();
    }

    @Test
    void pin_entered_isToldTheCardAsUnknown() {
        TestCard card = card(ONLINE).with("8C", TestCard.CDOL_1 + "9F3403");

        CardRead.Answered ignored = answered(card, PIN);

        String command = card.last("80AE");
        assertThat(command.substring(command.length() - 8, command.length() - 2))
                .isEqualTo("420300");
    }

    @Test
    void pin_entered_isGivenToTheSessionAndSentToNoCard() {
        TestCard card = card(ONLINE);
        try (CardSession session = begin(card, new TestPad(card, PIN), WITH_KEY)) {
            EncipheredPin pin = session.pin();

            assertThat(pin == null ? new byte[0] : pin.block()).startsWith(0x1B);
            assertThat(card.commands()).noneMatch(command -> command.startsWith("0020"));
        }
    }

    @Test
    void session_closed_hasOverwrittenThePin() {
        TestCard card = card(ONLINE);
        CardSession session = begin(card, new TestPad(card, PIN), WITH_KEY);
        EncipheredPin pin = session.pin();

        session.close();

        assertThat(pin == null ? new byte[0] : pin.block()).isEqualTo(new byte[8]);
    }

    @Test
    void pin_thatTheCardChecks_leavesTheSessionNone() {
        TestCard card = card("41031E03").withPin(PIN, 3);
        try (CardSession session = begin(card, new TestPad(card, PIN), WITH_KEY)) {
            assertThat(session.pin()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"bypass, 4", "broken, 5"})
    void pin_notEntered_saysWhyAndGoesOnToTheNextRule(String pressed, int bit) {
        CardRead.Answered read = answered(card(ONLINE), pressed);

        assertThat(read.tvr().has(3, bit)).isTrue();
        assertThat(read.tvr().has(3, 3)).as("online PIN entered").isFalse();
        assertThat(read.cvm()).isEqualTo(CvmResult.SIGNATURE);
    }

    @Test
    void pin_bypassed_isNotAskedForAgainByAnotherRule() {
        TestCard card = card("4203" + "4203" + "1E03");
        TestPad pad = new TestPad(card, "bypass");

        try (CardSession session = begin(card, pad, WITH_KEY)) {
            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
        }
        assertThat(pad.requests()).hasSize(1).first().isInstanceOf(PinRequest.Online.class);
    }

    @Test
    void pin_cancelled_endsTheTransaction() {
        TestCard card = card(ONLINE);
        try (CardSession session = begin(card, new TestPad(card, "cancel"), WITH_KEY)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
            assertThat(session.pin()).isNull();
        }
    }

    @Test
    void pin_whereThereIsNoKeyForIt_isAPadThatIsNotThere() {
        TestCard card = card(ONLINE_ALONE);
        TestPad pad = new TestPad(card);

        try (CardSession session = begin(card, pad, WITHOUT_KEY)) {
            CardRead.Answered read = (CardRead.Answered) session.read();

            assertThat(read.tvr().has(3, 5)).isTrue();
            assertThat(read.tvr().has(3, 8)).isTrue();
            assertThat(read.cvm()).isEqualTo(CvmResult.FAILED);
        }
        assertThat(pad.requests()).isEmpty();
    }

    private static TestCard card(String rules) {
        return TestCard.mastercard().with("8E", "0000000000000000" + rules);
    }

    private static CardRead.Answered answered(TestCard card, String pressed) {
        try (CardSession session = begin(card, new TestPad(card, pressed), WITH_KEY)) {
            return (CardRead.Answered) session.read();
        }
    }

    private static CardSession begin(TestCard card, PinEntryDevice pad, KernelSettings settings) {
        return new ContactKernel(
                        TestReader.with(card),
                        settings,
                        new TerminalFiles(TestIssuer.keys(), CardHistory.none()),
                        new People(pad, null),
                        new SplittableRandom(7),
                        Kernels.CLOCK)
                .begin(Terminals.sale(1_000));
    }
}
