package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel's own conduct: one transaction at a time, cancelling, time, chance. */
final class ContactKernelTest {
    static Stream<Arguments> insertions() {
        return Stream.of(
                Arguments.of(new Insertion.NoCard(), EndReason.NO_CARD),
                Arguments.of(new Insertion.Cancelled(), EndReason.CANCELLED),
                Arguments.of(new Insertion.Unreadable(), EndReason.CARD_ERROR),
                Arguments.of(new Insertion.Lost(), EndReason.READER_LOST));
    }

    @ParameterizedTest
    @MethodSource("insertions")
    void begin_noCardToTalkTo_endsWithItsReason(Insertion insertion, EndReason reason) {
        ContactKernel kernel = Kernels.of(TestReader.saying(insertion), Terminals.settings());

        try (CardSession session = kernel.begin(Terminals.sale(1_000))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(reason));
        }
    }

    @Test
    void begin_whileASessionIsOpen_isTheCallersMistake() {
        ContactKernel kernel = Kernels.of(TestReader.with(TestCard.visa()), Terminals.settings());

        try (CardSession session = kernel.begin(Terminals.sale(1_000))) {
            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
            assertThatThrownBy(() -> kernel.begin(Terminals.sale(1_000))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void begin_afterASessionWasClosed_goes() {
        ContactKernel kernel = Kernels.of(TestReader.with(TestCard.visa()), Terminals.settings());
        kernel.begin(Terminals.sale(1_000)).close();

        try (CardSession again = kernel.begin(Terminals.sale(1_000))) {
            assertThat(again.read()).isInstanceOf(CardRead.Answered.class);
        }
    }

    @Test
    void close_twice_doesNotFreeTheNextTransaction() {
        ContactKernel kernel = Kernels.of(TestReader.with(TestCard.visa()), Terminals.settings());
        CardSession first = kernel.begin(Terminals.sale(1_000));
        first.close();

        try (CardSession second = kernel.begin(Terminals.sale(1_000))) {
            first.close();

            assertThat(second.read()).isInstanceOf(CardRead.Answered.class);
            assertThatThrownBy(() -> kernel.begin(Terminals.sale(1_000))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void begin_readerThatThrows_leavesTheKernelFree() {
        ContactKernel kernel = Kernels.of(
                TestReader.with((command, response) -> {
                    throw new IllegalStateException("the reader's own mistake");
                }),
                Terminals.settings());

        assertThatThrownBy(() -> kernel.begin(Terminals.sale(1_000))).hasMessage("the reader's own mistake");
        assertThatThrownBy(() -> kernel.begin(Terminals.sale(1_000))).hasMessage("the reader's own mistake");
    }

    @Test
    void cancel_inTheMiddle_endsBeforeTheNextCommand() {
        ContactKernel[] kernel = new ContactKernel[1];
        int[] answers = {0};
        TestCard card = TestCard.visa().onTheWire(answer -> {
            if (++answers[0] == 5) {
                kernel[0].cancel();
            }
            return answer;
        });
        kernel[0] = Kernels.of(TestReader.with(card), Terminals.settings());

        try (CardSession session = kernel[0].begin(Terminals.sale(1_000))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
        }
        assertThat(card.commands()).hasSize(5);
    }

    @Test
    void cancel_whenNothingRuns_isHarmless() {
        ContactKernel kernel = Kernels.of(TestReader.with(TestCard.visa()), Terminals.settings());
        kernel.cancel();

        try (CardSession session = kernel.begin(Terminals.sale(1_000))) {
            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
        }
    }

    @Test
    void cancel_whileTheHostIsAsked_doesNotStopTheLastWord() {
        ContactKernel kernel = Kernels.of(TestReader.with(TestCard.visa()), Terminals.settings());

        try (CardSession session = kernel.begin(Terminals.sale(7_500))) {
            kernel.cancel();

            assertThat(session.finish(Kernels.approved())).isInstanceOf(FinalOutcome.Approved.class);
        }
    }

    @Test
    void begin_cardThatTakesForEver_endsInTime() {
        Instant[] now = {Instant.EPOCH};
        TestCard card = TestCard.visa().onTheWire(answer -> {
            now[0] = now[0].plus(Duration.ofSeconds(4));
            return answer;
        });
        InstantSource clock = () -> now[0];
        ContactKernel kernel = new ContactKernel(
                TestReader.with(card), Terminals.settings(), TestIssuer.keys(), new SplittableRandom(1), clock);

        try (CardSession session = kernel.begin(Terminals.sale(1_000))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CARD_ERROR));
        }
        assertThat(now[0]).isBefore(Instant.EPOCH.plus(Conversation.TIME_MAX).plusSeconds(5));
    }

    @Test
    void begin_eachTransaction_hasAnotherUnpredictableNumber() {
        TestCard card = TestCard.visa();
        ContactKernel kernel = Kernels.of(TestReader.with(card), Terminals.settings());
        Set<String> numbers = new HashSet<>();

        for (int i = 0; i < 20; i++) {
            try (CardSession session = kernel.begin(Terminals.sale(7_500))) {
                Outcome.AskHost asks =
                        (Outcome.AskHost) Kernels.answered(session).outcome();
                numbers.add(asks.tags().tags().value(Tag.UNPREDICTABLE_NUMBER).hex());
            }
        }

        assertThat(numbers).hasSize(20);
    }

    @Test
    void begin_otherCurrency_isAboveEveryFloorLimit() {
        TransactionParameters sale =
                new TransactionParameters(Amount.of(1, "USD"), Terminals.NOW, Duration.ofSeconds(1));
        ContactKernel kernel = Kernels.of(TestReader.with(TestCard.visa()), Terminals.settings());

        try (CardSession session = kernel.begin(sale)) {
            assertThat(Kernels.answered(session).tvr().has(4, 8)).isTrue();
        }
    }

    @Test
    void begin_amountOfTwelveDigits_isTold() {
        TestCard card = TestCard.visa();
        ContactKernel kernel = Kernels.of(TestReader.with(card), Terminals.settings());

        try (CardSession session = kernel.begin(Terminals.sale(Amount.MINOR_MAX))) {
            Outcome.AskHost asks = (Outcome.AskHost) Kernels.answered(session).outcome();
            assertThat(asks.tags().tags().value(Tag.AMOUNT_AUTHORISED)).isEqualTo(Octets.ofHex("999999999999"));
        }
    }

    @Test
    void begin_currencyWithoutMinorUnits_isTold() {
        TestCard card = TestCard.visa().processingList("5F2A025F360181049F02069A039F2103");
        TransactionParameters sale =
                new TransactionParameters(Amount.of(1_500, "JPY"), Terminals.NOW, Duration.ofSeconds(1));

        try (CardSession session =
                Kernels.of(TestReader.with(card), Terminals.settings()).begin(sale)) {
            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
        }
        assertThat(card.last("80A8"))
                .isEqualTo("80A80000158313" + "0392" + "00" + "000005DC" + "000000001500" + "260314" + "150926" + "00");
    }

    @Test
    void readerPresent_readerThatIsLost_isFalse() {
        assertThat(Kernels.of(TestReader.saying(new Insertion.Lost()), Terminals.settings())
                        .readerPresent())
                .isFalse();
        assertThat(Kernels.of(TestReader.with(TestCard.visa()), Terminals.settings())
                        .readerPresent())
                .isTrue();
    }
}
