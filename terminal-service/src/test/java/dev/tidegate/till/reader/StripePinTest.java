package dev.tidegate.till.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.reader.StripeReader.Swiping;
import dev.tidegate.emv.stripe.Stripe;
import dev.tidegate.emv.stripe.StripeRules;
import dev.tidegate.till.sale.Questions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stripe whose service code asks for a PIN, at a till with a pad for those that the issuer checks. */
@Timeout(30)
final class StripePinTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Slot<Swiping> stripe = new Slot<>();
    private final List<Prompt> hints = new CopyOnWriteArrayList<>();
    private PinEntry entry = new PinEntry.NoPad();
    private Runnable whileAPinIsEntered = () -> {};
    private final EveryReader withPad = new EveryReader(
            new Readers(null, null, Slot.stripeReader(stripe)),
            null,
            null,
            new StripeRules(true, true),
            new Cardholder(new Questions(), new Pad(), Duration.ZERO),
            InstantSource.system());

    @ParameterizedTest
    @ValueSource(strings = {"100", "106", "120"})
    void begin_aStripeWhosePinIsEntered_hasItForTheIssuerAlone(String serviceCode) {
        EncipheredPin pin = pin();
        entry = new PinEntry.Enciphered(pin);
        stripe.put(swipe(serviceCode));

        try (CardSession session = withPad.begin(parameters(LONG))) {
            assertThat(swiped(session).cvm()).isEqualTo(CvmResult.ONLINE_PIN);
            assertThat(swiped(session).onlineOnly()).isNotEqualTo(Reason.NONE);
            assertThat(session.pin()).isSameAs(pin);
            assertThat(hints).containsExactly(Prompt.ENTER_PIN, Prompt.PROCESSING);
        }
        assertThat(pin.block()).as("after the sale").containsOnly(0);
    }

    @Test
    void begin_aStripeThatWantsNoPin_isNotAskedForOne() {
        entry = new PinEntry.Enciphered(pin());
        stripe.put(swipe("101"));

        try (CardSession session = withPad.begin(parameters(LONG))) {
            assertThat(swiped(session).cvm()).isEqualTo(CvmResult.SIGNATURE);
            assertThat(session.pin()).isNull();
            assertThat(hints).isEmpty();
        }
    }

    @Test
    void begin_aStripeThatMustHaveItsPin_isNothingWithoutIt() {
        entry = new PinEntry.Bypassed();
        stripe.put(swipe("100"));

        try (CardSession session = withPad.begin(parameters(LONG))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED_BY_CARDHOLDER));
        }
    }

    @Test
    void begin_aStripeThatMayDoWithoutItsPin_isSignedForAndStillTheIssuers() {
        entry = new PinEntry.Bypassed();
        stripe.put(swipe("106"));

        try (CardSession session = withPad.begin(parameters(LONG))) {
            assertThat(swiped(session).cvm()).isEqualTo(CvmResult.SIGNATURE);
            assertThat(swiped(session).onlineOnly()).isEqualTo(Reason.ONLINE_PIN_NEEDED);
            assertThat(session.pin()).isNull();
        }
    }

    @Test
    void begin_aStripeWhosePadIsBroken_saysSo() {
        stripe.put(swipe("100"));

        try (CardSession session = withPad.begin(parameters(LONG))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.PIN_PAD_NEEDED));
        }
    }

    @Test
    void begin_aPinThatTheHolderCancels_isNoSale() {
        entry = new PinEntry.Cancelled();
        stripe.put(swipe("106"));

        try (CardSession session = withPad.begin(parameters(LONG))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED_BY_CARDHOLDER));
        }
    }

    @Test
    void cancel_whileAPinIsEntered_isTheCashiers() {
        whileAPinIsEntered = withPad::cancel;
        stripe.put(swipe("106"));

        try (CardSession session = withPad.begin(parameters(LONG))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
        }
    }

    private TransactionParameters parameters(Duration wait) {
        return new TransactionParameters(
                Amount.of(10_00, "EUR"), LocalDateTime.parse("2026-11-22T12:00:00"), wait, hints::add);
    }

    private static CardRead.Swiped swiped(CardSession session) {
        if (session.read() instanceof CardRead.Swiped swiped) {
            return swiped;
        }
        throw new AssertionError("expected a swipe, not " + session.read());
    }

    private static Swiping swipe(String serviceCode) {
        String text = ";4761739001010119=3012" + serviceCode + "000001230?";
        return new Swiping.Swiped(Stripe.ofText(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static EncipheredPin pin() {
        return new EncipheredPin(
                PinFormat.ISO_0, new Ksn(Octets.ofHex("FFFF9876543210E00001")), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }

    /** Ends as the test wants, or cancelled where somebody has cancelled it. */
    private final class Pad implements PinEntryDevice {
        private boolean cancelled;

        @Override
        public PinEntry enter(PinRequest request) {
            whileAPinIsEntered.run();
            return cancelled ? new PinEntry.Cancelled() : entry;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
