package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.contactless.ContactlessKernel;
import dev.tidegate.emv.contactless.Taps;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.testcard.TapCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestReader;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The number of a transaction is told to cards that ask for it, and kept for the issuer (tag 9F41). */
final class SequenceCounterTest {
    private static final long LARGE = 7_500;

    private final AtomicInteger taken = new AtomicInteger(1_233);
    private final TerminalFiles counting =
            new TerminalFiles(TestIssuer.keys(), CardHistory.none(), taken::incrementAndGet);

    @Test
    void contact_eachTransaction_hasTheNextNumber() {
        TestCard card = TestCard.visa().with("8C", TestCard.CDOL_1 + "9F4104");
        ContactKernel kernel = contact(card, counting);

        kernel.begin(Terminals.sale(LARGE)).close();
        String first = card.last("80AE");
        Octets frozen = frozen(kernel);

        assertThat(first).endsWith("00001234" + "00");
        assertThat(card.last("80AE")).endsWith("00001235" + "00");
        assertThat(frozen.hex()).isEqualTo("00001235");
    }

    @Test
    void tap_eachTransaction_hasTheNextNumber() {
        TapCard card = TapCard.mastercard().with("8C", "9F4104" + TapCard.CDOL_1);
        Kernel kernel = new ContactlessKernel(
                TestReader.with(card), Taps.settings(), counting, new SplittableRandom(7), Kernels.CLOCK);

        Octets frozen = frozen(kernel);

        assertThat(card.last("80AE").substring(10)).startsWith("00001234");
        assertThat(frozen.hex()).isEqualTo("00001234");
        assertThat(taken).hasValue(1_234);
    }

    @Test
    void terminalThatCountsNothing_tellsZerosAndKeepsNothing() {
        TestCard card = TestCard.visa().with("8C", TestCard.CDOL_1 + "9F4104");
        ContactKernel kernel = contact(card, new TerminalFiles(TestIssuer.keys(), CardHistory.none()));

        try (CardSession session = kernel.begin(Terminals.sale(LARGE))) {
            Outcome.AskHost asks = (Outcome.AskHost) ((CardRead.Answered) session.read()).outcome();

            assertThat(asks.tags().tags().has(Tag.TRANSACTION_SEQUENCE)).isFalse();
        }
        assertThat(card.last("80AE")).endsWith("00000000" + "00");
    }

    private static ContactKernel contact(CardChannel card, TerminalFiles files) {
        return new ContactKernel(
                TestReader.with(card),
                Terminals.settings(),
                files,
                People.nobody(),
                new SplittableRandom(7),
                Kernels.CLOCK);
    }

    private static Octets frozen(Kernel kernel) {
        try (CardSession session = kernel.begin(Terminals.sale(LARGE))) {
            Outcome.AskHost asks = (Outcome.AskHost) ((CardRead.Answered) session.read()).outcome();
            return asks.tags().tags().value(Tag.TRANSACTION_SEQUENCE);
        }
    }
}
