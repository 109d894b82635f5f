package dev.tidegate.emv.contactless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.testcard.TapCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestReader;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel behind core's ports: taps end in the same facts as chips. */
final class ContactlessKernelTest {
    @Test
    void begin_offlineApproval_endsInTheFactsOfATap() {
        try (CardSession session = Taps.begin(TapCard.visa(), 1_000)) {
            CardRead.Answered read = Taps.answered(session);

            assertThat(read.outcome()).isInstanceOf(Outcome.Approved.class);
            assertThat(read.entryMode()).isEqualTo(EntryMode.TAP);
            assertThat(read.label()).isEqualTo("TEST");
            assertThat(read.aid()).hasToString("A0000000031010");
            assertThat(read.odaPassed()).isTrue();
            assertThat(read.tsi().hex()).isEqualTo("8000");
        }
    }

    @Test
    void begin_mastercard_endsInTheFactsOfATap() {
        try (CardSession session = Taps.begin(TapCard.mastercard(), 1_000)) {
            CardRead.Answered read = Taps.answered(session);

            assertThat(read.outcome()).isInstanceOf(Outcome.Approved.class);
            assertThat(read.tsi().hex()).isEqualTo("E800");
            assertThat(read.odaPassed()).isTrue();
        }
    }

    @Test
    void begin_cardWithACryptogram_isLetGoBeforeBeginReturns() {
        TestReader reader = TestReader.with(TapCard.mastercard());

        try (CardSession session = Taps.kernel(reader, new SplittableRandom(7)).begin(Terminals.sale(1_000))) {
            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
            assertThat(reader.released()).isEqualTo(1);
        }
        assertThat(reader.released()).isEqualTo(1);
    }

    @Test
    void begin_twice_usesAnotherUnpredictableNumber() {
        TapCard card = TapCard.visa();
        ContactlessKernel kernel = Taps.kernel(TestReader.with(card), new SplittableRandom(7));

        kernel.begin(Terminals.sale(1_000)).close();
        String first = card.last("80A8");
        kernel.begin(Terminals.sale(1_000)).close();

        assertThat(card.last("80A8")).isNotEqualTo(first);
    }

    @Test
    void finish_unable_leavesTheArqcAsDeferrable() {
        try (CardSession session = Taps.begin(TapCard.visa().giving(Type.ARQC), 1_000)) {
            Outcome.AskHost asked = (Outcome.AskHost) Taps.answered(session).outcome();

            assertThat(session.finish(new HostAnswer.Unable()))
                    .isEqualTo(new FinalOutcome.Deferrable(asked.arqc(), asked.tags()));
        }
    }

    @Test
    void finish_approved_isTheIssuersAnswer() {
        TapCard card = TapCard.mastercard().giving(Type.ARQC);
        try (CardSession session = Taps.begin(card, 1_000)) {
            int commands = card.commands().size();

            assertThat(session.finish(new HostAnswer.Answered(true, "00", TlvSet.empty())))
                    .isInstanceOf(FinalOutcome.Approved.class);
            assertThat(card.commands()).hasSize(commands);
        }
    }

    @Test
    void finish_declined_isTheIssuersAnswer() {
        try (CardSession session = Taps.begin(TapCard.mastercard().giving(Type.ARQC), 1_000)) {
            assertThat(session.finish(new HostAnswer.Answered(false, "51", TlvSet.empty())))
                    .isEqualTo(new FinalOutcome.Declined());
        }
    }

    @Test
    void finish_twice_isTheCallersMistake() {
        try (CardSession session = Taps.begin(TapCard.visa().giving(Type.ARQC), 1_000)) {
            session.finish(new HostAnswer.Unable());

            assertThatThrownBy(() -> session.finish(new HostAnswer.Unable())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void finish_afterAnOfflineApproval_isTheCallersMistake() {
        try (CardSession session = Taps.begin(TapCard.visa(), 1_000)) {
            assertThatThrownBy(() -> session.finish(new HostAnswer.Unable())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void begin_tcThatTheCardWantsOnline_endsWithoutACryptogram() {
        try (CardSession session = Taps.begin(TapCard.visa().qualifiers("2000").forged(), 1_000)) {
            assertThat(Taps.reason(session)).isEqualTo(EndReason.NOT_ACCEPTED);
        }
    }

    @Test
    void begin_saleInAnotherCurrency_isForTheChip() {
        TransactionParameters dollars =
                new TransactionParameters(Amount.of(1_000, "USD"), Terminals.NOW, Duration.ofSeconds(1));
        TapCard card = TapCard.visa();

        try (CardSession session =
                Taps.kernel(TestReader.with(card), new SplittableRandom(7)).begin(dollars)) {
            assertThat(Taps.reason(session)).isEqualTo(EndReason.USE_CHIP);
            assertThat(card.commands()).isEmpty();
        }
    }

    @Test
    void begin_saleAboveEveryLimitOfTaps_isForTheChip() {
        ContactlessSettings visaAlone = new ContactlessSettings(
                Terminals.withCombined(), List.of(Taps.settings().applications().getFirst()));
        TapCard card = TapCard.visa();

        try (CardSession session = Taps.begin(card, Taps.LIMIT, visaAlone)) {
            assertThat(Taps.reason(session)).isEqualTo(EndReason.USE_CHIP);
            assertThat(card.commands()).isEmpty();
        }
    }

    @Test
    void begin_cardThatWantsAnotherInterface_isForTheChip() {
        try (CardSession session = Taps.begin(TapCard.visa().answering("80A8", "6984"), 1_000)) {
            assertThat(Taps.reason(session)).isEqualTo(EndReason.USE_CHIP);
        }
    }

    @Test
    void begin_deviceThatNeverGetsItsHolder_isGivenUp() {
        TapCard card = TapCard.visa().answering("80A8", "6986");

        try (CardSession session = Taps.begin(card, 1_000)) {
            assertThat(Taps.reason(session)).isEqualTo(EndReason.NOT_ACCEPTED);
            assertThat(card.commands()).hasSize(3 * ContactlessKernel.TAPS_MAX);
        }
    }

    @Test
    void begin_cardTakenAwayAnywhere_isRemoved() {
        int commands = commands(TapCard.mastercard());
        for (int at = 0; at < commands; at++) {
            try (CardSession session = Taps.begin(TapCard.mastercard().removedAt(at), 1_000)) {
                assertThat(Taps.reason(session)).as("command " + at).isEqualTo(EndReason.REMOVED);
            }
        }
    }

    @Test
    void begin_readerLost_endsSo() {
        TestReader reader = TestReader.saying(new Insertion.Lost());

        try (CardSession session = Taps.kernel(reader, new SplittableRandom(7)).begin(Terminals.sale(1_000))) {
            assertThat(Taps.reason(session)).isEqualTo(EndReason.READER_LOST);
        }
    }

    @Test
    void begin_whileOneIsRunning_isTheCallersMistake() {
        ContactlessKernel kernel = Taps.kernel(TestReader.with(TapCard.visa()), new SplittableRandom(7));
        try (CardSession session = kernel.begin(Terminals.sale(1_000))) {
            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
            assertThatThrownBy(() -> kernel.begin(Terminals.sale(1_000))).isInstanceOf(IllegalStateException.class);
        }
        kernel.begin(Terminals.sale(1_000)).close();
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void frozen_entryMode_isNeverSentButToldAsTap(Type type) {
        TapCard card = TapCard.visa().giving(type).processingList(TapCard.PDOL + "9F3901");

        Taps.begin(card, 1_000).close();

        assertThat(card.last("80A8")).endsWith("0700");
        assertThat(dev.tidegate.core.emv.FrozenTags.allows(new Tag(0x9F39))).isFalse();
    }

    private static int commands(TapCard card) {
        Taps.begin(card, 1_000).close();
        return card.commands().size();
    }
}
