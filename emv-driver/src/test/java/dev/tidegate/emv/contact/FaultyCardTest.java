package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestReader;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards that are taken away, break the protocol, or lie. Each ends in a value. */
final class FaultyCardTest {
    private static final long SMALL = 1_250;
    private static final long LARGE = 7_500;

    @TestFactory
    Stream<DynamicTest> begin_cardTakenAwayAtEachCommand_endsRemoved() {
        int commands = commandsOfTheFirstHalf();
        return IntStream.range(0, commands)
                .mapToObj(command -> DynamicTest.dynamicTest("command " + command, () -> {
                    TestCard card = TestCard.visa().removedAt(command);
                    assertThat(ended(card)).isEqualTo(EndReason.REMOVED);
                }));
    }

    @TestFactory
    Stream<DynamicTest> finish_cardTakenAwayAtEachCommand_isDeclinedAfterAnAnswer() {
        int first = commandsOfTheFirstHalf();
        return IntStream.range(first, first + 2)
                .mapToObj(command -> DynamicTest.dynamicTest("command " + command, () -> {
                    TestCard card = TestCard.visa().removedAt(command);
                    assertThat(last(card, Kernels.approved())).isEqualTo(new FinalOutcome.Declined());
                }));
    }

    @Test
    void finish_cardTakenAwayAndUnable_keepsTheArqc() {
        TestCard card = TestCard.visa().removedAt(commandsOfTheFirstHalf());

        assertThat(last(card, Kernels.unable())).isInstanceOf(FinalOutcome.Deferrable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "00A404000E, 6A81, BLOCKED",
        "00A4040007, 6A82, NOT_ACCEPTED",
        "00A4040007, 6A81, BLOCKED",
        "00A4040007, 6283, NOT_ACCEPTED",
        "00A4040007, 6F00, NOT_ACCEPTED",
        "80A8, 6985, NOT_ACCEPTED",
        "80A8, 6A81, CARD_ERROR",
        "80A8, 9000, CARD_ERROR",
        "00B20114, 6A83, CARD_ERROR",
        "00B20114, 6985, CARD_ERROR",
        "00B20114, 9000, CARD_ERROR",
        "0088, 6A88, CARD_ERROR",
        "80AE, 6985, CARD_ERROR",
        "80AE, 9000, CARD_ERROR",
        "80AE, 6283, CARD_ERROR",
    })
    void begin_statusWord_endsAsTheBookSays(String command, String answer, EndReason reason) {
        TestCard card = TestCard.visa().answering(command, answer);

        assertThat(ended(card)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "00", "9000FF"})
    void begin_everyAnswerIs_endsInAValue(String answer) {
        TestCard card = TestCard.visa().onTheWire(ignored -> Hex.bytes(answer));

        assertThat(ended(card)).isNotNull();
    }

    @Test
    void begin_cardAlwaysHasMore_ends() {
        TestCard card = TestCard.visa().onTheWire(ignored -> Hex.bytes("6110"));

        assertThat(ended(card)).isEqualTo(EndReason.CARD_ERROR);
        assertThat(card.commands()).hasSizeLessThan(20);
    }

    @Test
    void begin_cardNeverLikesTheLength_ends() {
        TestCard card = TestCard.visa().onTheWire(ignored -> Hex.bytes("6C10"));

        assertThat(ended(card)).isEqualTo(EndReason.CARD_ERROR);
        assertThat(card.commands()).hasSizeLessThan(20);
    }

    @Test
    void begin_answerLongerThanAnAnswer_ends() {
        TestCard card = TestCard.visa().answering("80A8", "00".repeat(300) + "9000");

        assertThat(ended(card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void begin_everyApplicationRefusesToStart_isNotAccepted() {
        TestCard card = TestCard.mastercard().answering("80A8", "6985");

        assertThat(ended(card)).isEqualTo(EndReason.NOT_ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5A", "5F24", "8C", "8D"})
    void begin_mandatoryObjectMissing_isACardError(String tag) {
        assertThat(ended(TestCard.visa().without(tag))).isEqualTo(EndReason.CARD_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "5A, 4761739001010118",
        "5A, 47617390",
        "5A, 4761A39001010119",
        "5A, 47617390010101190000",
        "5F24, 391331",
        "5F24, 39123A",
        "5F24, 3912",
        "5F34, 0101",
        "5F34, 0A",
        "8C, 9F0206FF",
        "8C, 9F02FE9F03FE",
        "8D, 8A",
        "8E, 0000000000000000",
        "9F0E, 00",
        "9F07, FF",
    })
    void begin_objectOfAnotherForm_endsOrGoesOnAsTheBookSays(String tag, String value) {
        TestCard card = TestCard.visa().profile("1C00").with(tag, value);
        try (CardSession session = Kernels.begin(card, SMALL)) {
            if (tag.equals("8E")) {
                // A list without rules is no list (Book 3, 10.5).
                assertThat(Kernels.answered(session).tvr().has(1, 6)).isTrue();
            } else if (tag.equals("8D")) {
                // What CDOL 2 asks for is read when it is needed.
                assertThat(session.finish(Kernels.approved())).isEqualTo(new FinalOutcome.Declined());
            } else {
                assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CARD_ERROR));
            }
        }
    }

    @Test
    void begin_objectComesTwice_isACardError() {
        TestCard card = TestCard.visa().onTheWire(FaultyCardTest::withSecondExpiry);

        assertThat(ended(card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void begin_trackOfAnotherNumber_isACardError() {
        TestCard card = TestCard.visa().onTheWire(replacing("57114761739001010119D", "57114761739001010010D"));

        assertThat(ended(card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void begin_trackIsNone_isACardError() {
        TestCard card = TestCard.visa().onTheWire(replacing("57114761739001010119D", "57114761739001010119C"));

        assertThat(ended(card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void begin_recordIsNoTemplate_isACardError() {
        TestCard card = TestCard.visa().answering("00B20114", "610300019000");

        assertThat(ended(card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80027C009000",
                "80067C00080100009000",
                "80067C00080201009000",
                "80067C00080101029000",
                "80067C00090101009000",
                "80067C00000101009000",
                "80067C00F80101009000",
                "80057C000801019000",
                "80067C000801FF009000",
                "77048202" + "7C009000",
                "770A940408010100" + "820100" + "9000",
                "7A027C009000",
                "770E" + "82027C00" + "82025C00" + "9404" + "08010100" + "9000",
            })
    void begin_processingOptionsOfAnotherForm_areACardError(String answer) {
        TestCard card = TestCard.visa().answering("80A8", answer);

        assertThat(ended(card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"80, ARQC, TC", "00, AAC, TC", "00, AAC, ARQC"})
    void begin_higherCryptogramThanAskedFor_isACardError(String control, Type asked, Type given) {
        TestCard card = TestCard.visa().first(given);
        if (asked == Type.AAC) {
            card = card.with("9F0E", "0040000000").with("5F24", "250101");
        }

        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CARD_ERROR));
        }
        assertThat(card.last("80AE")).startsWith("80AE" + control);
    }

    @Test
    void finish_arqcAgain_isDeclined() {
        TestCard card = TestCard.visa().second(Type.ARQC);

        assertThat(last(card, Kernels.approved())).isEqualTo(new FinalOutcome.Declined());
    }

    @Test
    void finish_tcWhereAacWasAskedFor_isDeclinedAfterAnAnswer() {
        TestCard card = TestCard.visa().second(Type.TC);

        assertThat(last(card, Kernels.declined())).isEqualTo(new FinalOutcome.Declined());
    }

    @Test
    void finish_tcWhereAacWasAskedFor_keepsTheArqcWithoutHost() {
        TestCard card = TestCard.visa().second(Type.TC);

        assertThat(last(card, Kernels.unable())).isInstanceOf(FinalOutcome.Deferrable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8000" + "9000",
                "800A40001111223344556677" + "9000",
                "800BC000111122334455667788" + "9000",
                "802C4000111122334455667788" + "00",
                "771A9F27014" + "09F36020011" + "9F26081122334455667788" + "9F2701" + "40" + "9000",
                "770F9F270140" + "9F26081122334455667788" + "9000",
                "77149F270140" + "9F360111" + "9F26081122334455667788" + "9000",
                "70039F27004" + "09000",
            })
    void begin_cryptogramAnswerOfAnotherForm_isACardError(String answer) {
        TestCard card = TestCard.visa().answering("80AE", answer);

        assertThat(ended(card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void close_afterAnyEnd_letsTheCardGo() {
        TestReader reader = TestReader.with(TestCard.visa().removedAt(3));
        CardSession session = Kernels.of(reader, Terminals.settings()).begin(Terminals.sale(SMALL));

        session.close();

        assertThat(reader.released()).isEqualTo(1);
    }

    private static int commandsOfTheFirstHalf() {
        TestCard card = TestCard.visa();
        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(Kernels.answered(session).odaPassed()).isTrue();
        }
        return card.commands().size();
    }

    private static EndReason ended(TestCard card) {
        try (CardSession session = Kernels.begin(card, LARGE)) {
            if (session.read() instanceof CardRead.Ended ended) {
                return ended.reason();
            }
            throw new AssertionError("the transaction did not end");
        }
    }

    private static FinalOutcome last(TestCard card, HostAnswer answer) {
        try (CardSession session = Kernels.begin(card, LARGE)) {
            return session.finish(answer);
        }
    }

    private static byte[] withSecondExpiry(byte[] answer) {
        String hex = Hex.of(answer);
        int at = hex.indexOf("5F2403391231");
        if (at < 0) {
            return answer;
        }
        String content = hex.substring(hex.indexOf("5A08"), hex.length() - 4);
        return Hex.bytes(Hex.tlv("70", content, "5F2403391231") + "9000");
    }

    private static UnaryOperator<byte[]> replacing(String from, String to) {
        return answer -> Hex.bytes(Hex.of(answer).replace(from, to));
    }
}
