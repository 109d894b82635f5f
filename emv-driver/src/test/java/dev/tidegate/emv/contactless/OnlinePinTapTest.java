package dev.tidegate.emv.contactless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.contact.People;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.testcard.TapCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestPad;
import dev.tidegate.emv.testcard.TestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PIN that the issuer checks, after a tap (EMV Contactless Book A; Book C-3, cardholder verification). */
final class OnlinePinTapTest {
    private static final String PIN = "1234";
    /** Above the verification limit of 30.00. */
    private static final long ABOVE = 3_001;
    /** TTQ: EMV mode, online PIN, signature. */
    private static final String PIN_AND_SIGNATURE = "26000000";
    /** CTQ: online PIN. */
    private static final String WANTS_PIN = "8000";

    @Test
    void visa_thatWantsAnOnlinePin_getsIt() {
        TapCard card = visa(WANTS_PIN);
        try (CardSession session = begin(card, new TestPad(card, PIN), PIN_AND_SIGNATURE)) {
            EncipheredPin pin = session.pin();

            assertThat(Taps.answered(session).cvm()).isEqualTo(CvmResult.ONLINE_PIN);
            assertThat(pin == null ? new byte[0] : pin.block()).startsWith(0x1B);
        }
    }

    @Test
    void visa_thatWantsPinOrSignature_getsThePin() {
        TapCard card = visa("C000");
        try (CardSession session = begin(card, new TestPad(card, PIN), PIN_AND_SIGNATURE)) {
            assertThat(Taps.answered(session).cvm()).isEqualTo(CvmResult.ONLINE_PIN);
        }
    }

    @Test
    void visa_thatSaysNothing_isAskedForAPinWhereThereIsNoSignature() {
        TapCard card = visa("");
        try (CardSession session = begin(card, new TestPad(card, PIN), "24000000")) {
            assertThat(Taps.answered(session).cvm()).isEqualTo(CvmResult.ONLINE_PIN);
        }
    }

    @Test
    void mastercard_whoseListWantsAnOnlinePin_getsItWhenTheFieldIsOff() {
        TapCard card = TapCard.mastercard().giving(Type.ARQC).with("8E", "0000000000000000" + "4203" + "1F03");
        KernelSettings terminal = Terminals.settings("60F8C8", 0x22, false);
        TestPad pad = new TestPad(card, PIN);
        ContactlessSettings settings = new ContactlessSettings(terminal, List.of(Taps.mastercard(TestCard.MASTERCARD)));
        try (CardSession session = kernel(card, pad, settings).begin(Terminals.sale(ABOVE))) {
            CardRead.Answered read = Taps.answered(session);

            assertThat(read.cvm()).isEqualTo(CvmResult.ONLINE_PIN);
            assertThat(read.tvr().has(3, 3)).as("online PIN entered").isTrue();
            assertThat(session.pin()).isNotNull();
        }
        assertThat(pad.requests()).hasSize(1);
    }

    @Test
    void visa_withASignatureAlone_asksForNoPin() {
        TapCard card = visa("4000");
        TestPad pad = new TestPad(card);
        try (CardSession session = begin(card, pad, PIN_AND_SIGNATURE)) {
            assertThat(Taps.answered(session).cvm()).isEqualTo(CvmResult.SIGNATURE);
            assertThat(session.pin()).isNull();
        }
        assertThat(pad.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cancel, CANCELLED", "bypass, CANCELLED", "broken, PIN_PAD_NEEDED"})
    void pin_notEntered_isNoSale(String pressed, EndReason reason) {
        TapCard card = visa(WANTS_PIN);
        try (CardSession session = begin(card, new TestPad(card, pressed), PIN_AND_SIGNATURE)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(reason));
            assertThat(session.pin()).isNull();
        }
    }

    @Test
    void session_closed_hasOverwrittenThePin() {
        TapCard card = visa(WANTS_PIN);
        CardSession session = begin(card, new TestPad(card, PIN), PIN_AND_SIGNATURE);
        EncipheredPin pin = session.pin();

        session.close();

        assertThat(pin == null ? new byte[0] : pin.block()).isEqualTo(new byte[8]);
    }

    @Test
    void visa_thatApprovesAndWantsAPin_isNeverTakenOffline() {
        TapCard card = TapCard.visa().qualifiers(WANTS_PIN);
        TestPad pad = new TestPad(card);
        try (CardSession session = begin(card, pad, PIN_AND_SIGNATURE)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.NOT_ACCEPTED));
        }
        assertThat(pad.requests()).isEmpty();
    }

    @Test
    void kernel_cancelled_takesTheRequestBackFromThePad() {
        TapCard card = visa(WANTS_PIN);
        CancelledPad pad = new CancelledPad();
        ContactlessKernel kernel = kernel(card, pad, PIN_AND_SIGNATURE);
        pad.whileAsked = kernel::cancel;

        try (CardSession session = kernel.begin(Terminals.sale(ABOVE))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
        }

        assertThat(pad.heard).containsExactly("enter", "cancel");
    }

    /** A pad before which the cashier's cancel comes. */
    private static final class CancelledPad implements PinEntryDevice {
        private final List<String> heard = new ArrayList<>();
        private Runnable whileAsked = () -> {};

        @Override
        public PinEntry enter(PinRequest request) {
            heard.add("enter");
            whileAsked.run();
            return new PinEntry.Cancelled();
        }

        @Override
        public void cancel() {
            heard.add("cancel");
        }
    }

    private static TapCard visa(String qualifiers) {
        return TapCard.visa().giving(Type.ARQC).withoutRecords().qualifiers(qualifiers);
    }

    private static CardSession begin(CardChannel card, PinEntryDevice pad, String qualifiers) {
        return kernel(card, pad, qualifiers).begin(Terminals.sale(ABOVE));
    }

    private static ContactlessKernel kernel(CardChannel card, PinEntryDevice pad, String qualifiers) {
        return kernel(card, pad, Taps.settings(qualifiers));
    }

    private static ContactlessKernel kernel(CardChannel card, PinEntryDevice pad, ContactlessSettings settings) {
        return new ContactlessKernel(
                TestReader.with(card),
                settings,
                Taps.files(TestIssuer.keys()),
                new People(pad, null),
                new SplittableRandom(7),
                Taps.CLOCK);
    }
}
