package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestPad;
import dev.tidegate.emv.testcard.TestReader;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A PIN that the card checks, through a pad of its own (EMV 4.4 Book 3, 10.5.1; Book 2, 7). */
final class PinTest {
    private static final String PIN = "1234";
    private static final String PLAIN = "41031F03";
    private static final String ENCIPHERED = "44031F03";

    /** Signature, no CVM, and both kinds of offline PIN; SDA, DDA. */
    private static final KernelSettings WITH_PAD = Terminals.settings("60B8C0", 0x22, false);

    private static TestCard card(String rules) {
        return TestCard.mastercard().with("8E", "0000000000000000" + rules).withPin(PIN, 3);
    }

    private static CardRead read(TestCard card, PinEntryDevice pad, KernelSettings settings) {
        ContactKernel kernel = new ContactKernel(
                TestReader.with(card),
                settings,
                new TerminalFiles(TestIssuer.keys(), CardHistory.none()),
                new People(pad, null),
                new SplittableRandom(7),
                Kernels.CLOCK);
        try (CardSession session = kernel.begin(Terminals.sale(1_000))) {
            return session.read();
        }
    }

    private static CardRead.Answered answered(TestCard card, PinEntryDevice pad) {
        if (read(card, pad, WITH_PAD) instanceof CardRead.Answered answered) {
            return answered;
        }
        throw new AssertionError("expected a cryptogram");
    }

    private static String cvmResults(TestCard card) {
        // The last bytes of a CDOL that asks for the results at its end.
        String command = card.last("80AE");
        return command.substring(command.length() - 8, command.length() - 2);
    }

    private static TestCard askingForResults(TestCard card) {
        return card.with("8C", TestCard.CDOL_1 + "9F3403");
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, ENCIPHERED})
    void pin_right_verifiesTheCardholder(String rules) {
        TestCard card = card(rules);

        CardRead.Answered read = answered(card, new TestPad(card, PIN));

        assertThat(read.cvm()).isEqualTo(CvmResult.OFFLINE_PIN);
        assertThat(read.tvr().bits())
                .isEqualTo(TerminalVerificationResults.none().bits());
    }

    @ParameterizedTest
    @CsvSource({PLAIN + ",410302", ENCIPHERED + ",440302"})
    void pin_right_isToldAsSuccessful(String rules, String results) {
        TestCard card = askingForResults(card(rules));

        answered(card, new TestPad(card, PIN));

        assertThat(cvmResults(card)).isEqualTo(results);
    }

    @Test
    void pin_enciphered_goesUnderTheKeyForPins() {
        TestCard card = card(ENCIPHERED).withPinKey();

        assertThat(answered(card, new TestPad(card, PIN)).cvm()).isEqualTo(CvmResult.OFFLINE_PIN);
    }

    @Test
    void pin_wrongOnce_isAskedForAgainWithOneTryLess() {
        TestCard card = card(PLAIN);
        TestPad pad = new TestPad(card, "9999", PIN);

        assertThat(answered(card, pad).cvm()).isEqualTo(CvmResult.OFFLINE_PIN);
        assertThat(pad.requests()).containsExactly(new PinRequest.Plaintext(3), new PinRequest.Plaintext(2));
    }

    @Test
    void pin_encipheredAgain_getsAChallengeOfItsOwn() {
        TestCard card = card(ENCIPHERED);
        TestPad pad = new TestPad(card, "9999", PIN);

        assertThat(answered(card, pad).cvm()).isEqualTo(CvmResult.OFFLINE_PIN);
        List<Octets> challenges = pad.requests().stream()
                .map(request -> ((PinRequest.Enciphered) request).challenge())
                .toList();
        assertThat(challenges).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void pin_wrongUntilTheLastTry_exceedsTheLimit() {
        TestCard card = askingForResults(card("41031E03"));

        CardRead.Answered read = answered(card, new TestPad(card, "9999", "8888", "7777"));

        assertThat(read.tvr().has(3, 6)).isTrue();
        assertThat(read.tvr().has(3, 8)).as("the signature stands in").isFalse();
        assertThat(read.cvm()).isEqualTo(CvmResult.SIGNATURE);
    }

    @Test
    void pin_wrongUntilTheLastTryAndNoOtherRule_fails() {
        TestCard card = askingForResults(card("0103"));

        CardRead.Answered read = answered(card, new TestPad(card, "9999", "8888", "7777"));

        assertThat(read.tvr().has(3, 8)).isTrue();
        assertThat(read.cvm()).isEqualTo(CvmResult.FAILED);
        assertThat(cvmResults(card)).isEqualTo("010301");
    }

    @Test
    void pin_withNoTryLeft_isNotAskedFor() {
        TestCard card = card(PLAIN).withPin(PIN, 0);
        TestPad pad = new TestPad(card);

        assertThat(answered(card, pad).tvr().has(3, 6)).isTrue();
        assertThat(pad.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6983", "6984"})
    void pin_onACardThatSaysItIsBlocked_exceedsTheLimit(String status) {
        TestCard card = card(PLAIN).answering("0020", status);

        assertThat(answered(card, new TestPad(card, PIN)).tvr().has(3, 6)).isTrue();
    }

    @Test
    void pin_withoutATryCounter_isAskedForAllTheSame() {
        TestCard card = card(PLAIN).answering("80CA9F17", "6A88");
        TestPad pad = new TestPad(card, PIN);

        assertThat(answered(card, pad).cvm()).isEqualTo(CvmResult.OFFLINE_PIN);
        assertThat(pad.requests()).containsExactly(new PinRequest.Plaintext(PinRequest.TRIES_UNKNOWN));
    }

    @Test
    void pin_onACardThatAlwaysHasTriesLeft_isNotAskedForForEver() {
        TestCard card = card(PLAIN).answering("0020", "63C5");
        String[] pressed = new String[20];
        Arrays.fill(pressed, "9999");
        TestPad pad = new TestPad(card, pressed);

        CardRead.Answered read = answered(card, pad);

        assertThat(pad.requests()).hasSize(15);
        assertThat(read.tvr().has(3, 6)).isFalse();
        assertThat(read.cvm()).as("the next rule").isEqualTo(CvmResult.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6A80", "6700", "6D00", "6F00"})
    void verify_refusedForAnotherReason_isUnsuccessfulWithoutABit(String status) {
        TestCard card = card(PLAIN).answering("0020", status);

        CardRead.Answered read = answered(card, new TestPad(card, PIN));

        assertThat(read.tvr().bits())
                .isEqualTo(TerminalVerificationResults.none().bits());
        assertThat(read.cvm()).isEqualTo(CvmResult.NONE);
    }

    @Test
    void pin_bypassed_isToldToTheIssuer() {
        TestCard card = card("41031E03");

        CardRead.Answered read = answered(card, new TestPad(card, "bypass"));

        assertThat(read.tvr().has(3, 4)).isTrue();
        assertThat(read.cvm()).isEqualTo(CvmResult.SIGNATURE);
    }

    @Test
    void pin_bypassedForOneRule_isNotAskedForByAnother() {
        TestCard card = askingForResults(card("410344031E03"));
        TestPad pad = new TestPad(card, "bypass");

        CardRead.Answered read = answered(card, pad);

        assertThat(pad.requests()).hasSize(1);
        assertThat(read.cvm()).isEqualTo(CvmResult.SIGNATURE);
    }

    @Test
    void pin_bypassedForEveryRule_isInTheResultsOfTheLast() {
        TestCard card = askingForResults(card("41034403"));

        CardRead.Answered read = answered(card, new TestPad(card, "bypass"));

        assertThat(cvmResults(card)).isEqualTo("440301");
        assertThat(read.tvr()).hasToString("0000880000");
    }

    @Test
    void pad_broken_isToldToTheIssuer() {
        TestCard card = card("41031E03");

        assertThat(answered(card, new TestPad(card, "broken")).tvr().has(3, 5)).isTrue();
    }

    @Test
    void pad_thatIsNone_isAsABrokenOne() {
        TestCard card = card("41031E03");

        assertThat(answered(card, PinEntryDevice.none()).tvr().has(3, 5)).isTrue();
    }

    @Test
    void pin_cancelled_endsTheSale() {
        TestCard card = card(PLAIN);

        assertThat(read(card, new TestPad(card, "cancel"), WITH_PAD))
                .isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
    }

    @Test
    void card_takenAwayAtThePad_endsTheSale() {
        TestCard card = card(PLAIN);
        answered(card, new TestPad(card, PIN));
        int verify = card.commands().indexOf(card.last("0020"));
        TestCard again = card(PLAIN).removedAt(verify);

        assertThat(read(again, new TestPad(again, PIN), WITH_PAD)).isEqualTo(new CardRead.Ended(EndReason.REMOVED));
    }

    @Test
    void pinAndSignature_right_leaveTheSignatureToBeAskedFor() {
        TestCard card = askingForResults(card("43031F03"));

        assertThat(answered(card, new TestPad(card, PIN)).cvm()).isEqualTo(CvmResult.SIGNATURE);
        assertThat(cvmResults(card)).isEqualTo("430300");
    }

    @Test
    void pin_onATillWhoseCapabilitiesNameNone_isNotAskedFor() {
        TestCard card = card(PLAIN);
        TestPad pad = new TestPad(card);

        // Condition 03: only if the terminal has the method.
        assertThat(read(card, pad, Terminals.settings())).isInstanceOf(CardRead.Answered.class);
        assertThat(pad.requests()).isEmpty();
    }

    @Test
    void keyForPins_forged_isUnsuccessfulAndAsksForNothing() {
        TestCard card = card(ENCIPHERED).withPinKey().onTheWire(answer -> {
            String hex = Hex.of(answer);
            int at = hex.indexOf("9F2D");
            return at < 0 ? answer : Hex.bytes(hex.substring(0, at + 20) + "00" + hex.substring(at + 22));
        });
        TestPad pad = new TestPad(card, PIN);

        CardRead.Answered read = answered(card, pad);

        assertThat(pad.requests()).isEmpty();
        assertThat(read.cvm()).isEqualTo(CvmResult.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6D00", "9000", "112233449000", "1122334455667788999000"})
    void challenge_thatIsNone_isUnsuccessfulAndAsksForNothing(String answer) {
        TestCard card = card(ENCIPHERED).answering("0084", answer);
        TestPad pad = new TestPad(card, PIN);

        assertThat(answered(card, pad).cvm()).isEqualTo(CvmResult.NONE);
        assertThat(pad.requests()).isEmpty();
    }

    @Test
    void kernel_cancelled_cancelsThePad() {
        TestCard card = card(PLAIN);
        TestPad pad = new TestPad(card, PIN);
        ContactKernel kernel = new ContactKernel(
                TestReader.with(card),
                WITH_PAD,
                new TerminalFiles(TestIssuer.keys(), CardHistory.none()),
                new People(pad, null),
                new SplittableRandom(7),
                Kernels.CLOCK);
        try (CardSession session = kernel.begin(Terminals.sale(1_000))) {
            kernel.cancel();

            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
            assertThat(pad.wasCancelled()).isTrue();
        }
    }

    @Test
    void commands_ofTheKernel_holdNoPin() {
        TestCard card = card(PLAIN);
        TestPad pad = new TestPad(card, "bypass");

        answered(card, pad);

        assertThat(card.commands()).noneMatch(command -> command.startsWith("0020"));
        assertThat(pad.requests().toString()).doesNotContain(PIN);
    }
}
