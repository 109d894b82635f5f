package dev.tidegate.emv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.contactless.ContactlessKernel;
import dev.tidegate.emv.contactless.Taps;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.testcard.TapCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Cases of which the vectors have the title alone, or not the amounts: played as the title says, on the kernel and its
 * reader. The two of collision have no screen of their own here: no reader of ours can say that there are two cards.
 */
final class GivenByTitle {
    /** 2EB.001: amounts of two sales, one after the other, a run each. From the origin of the vectors. */
    private static final List<List<Long>> PAIRS =
            List.of(List.of(1L, 2L), List.of(121L, 2L), List.of(0L, 2L), List.of(16L, 2L), List.of(13L, 2L));

    private static final int SALES = 200;

    private static final Map<String, Executable> CASES = Map.of(
            "2EA.007.00", GivenByTitle::anotherNumberForEachSale,
            "2EA.010.00", GivenByTitle::leftWhereTheOtherInterfaceIsTaken,
            "2EA.010.01", GivenByTitle::stoppedWhileTheOtherInterfaceIsUsed,
            "2EC.006.00", GivenByTitle::nothingSentIntoACollision,
            "2EC.007.00", GivenByTitle::nothingSentIntoACollision);

    private static final String TWO_SALES = "2EB.001.00";

    private GivenByTitle() {}

    static boolean has(String id) {
        return id.equals(TWO_SALES) || CASES.containsKey(id);
    }

    static List<DynamicTest> runs(JsonNode test, Map<String, JsonNode> settings, Map<String, JsonNode> cards) {
        String id = test.get("id").asText();
        if (!id.equals(TWO_SALES)) {
            String name = id + " " + test.get("title").asText();
            return List.of(DynamicTest.dynamicTest(name, Objects.requireNonNull(CASES.get(id))));
        }
        List<DynamicTest> runs = new ArrayList<>();
        for (JsonNode run : test.get("runs")) {
            List<Long> amounts = PAIRS.get(runs.size());
            runs.add(DynamicTest.dynamicTest(
                    id + " " + amounts,
                    () -> twoSales(
                            new ReaderUnderTest(one(settings, run, "term")), one(cards, run, "lt"), amounts, run)));
        }
        return runs;
    }

    /** What was found for the first sale is not there in the second. */
    private static void twoSales(ReaderUnderTest reader, JsonNode card, List<Long> amounts, JsonNode run) {
        List<String> found = new ArrayList<>();
        for (long amount : amounts) {
            EntryPointCase played = new EntryPointCase(
                            reader, card, 0, amount, 0, List.of(EntryPointCase.outcome("Approved", "N/A", null, null)))
                    .play();
            played.told().forEach(told -> found.add(told.get("D1")));
        }

        List<String> hints = new ArrayList<>();
        run.path("expect").path("gpo_literals_hint").forEach(hint -> hints.add(hint.asText()));
        // The first run has a mask behind its value.
        assertThat(found).isEqualTo(hints.size() == 3 ? List.of(hints.get(0), hints.get(2)) : hints);
    }

    private static void anotherNumberForEachSale() {
        TapCard card = TapCard.visa().processingList("9F66049F3704");
        ContactlessKernel kernel = Taps.kernel(TestReader.with(card), new SplittableRandom(7));
        Set<String> numbers = new HashSet<>();

        for (int sale = 0; sale < SALES; sale++) {
            kernel.begin(Terminals.sale(2)).close();
            numbers.add(card.last("80A8"));
        }

        assertThat(numbers).hasSize(SALES);
    }

    private static void leftWhereTheOtherInterfaceIsTaken() {
        TapCard card = TapCard.visa();
        TestReader reader = TestReader.with(card);
        AtomicReference<ContactlessKernel> kernel = new AtomicReference<>();
        kernel.set(Taps.kernel(reader.beforeWaiting(() -> kernel.get().cancel()), new SplittableRandom(7)));

        try (CardSession session = kernel.get().begin(Terminals.sale(2))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
            assertThat(card.commands()).isEmpty();
        }
    }

    private static void stoppedWhileTheOtherInterfaceIsUsed() {
        TapCard card = TapCard.visa();
        AtomicReference<ContactlessKernel> kernel = new AtomicReference<>();
        CardChannel stopping = (command, response) -> {
            kernel.get().cancel();
            return card.transmit(command, response);
        };
        TestReader reader = TestReader.with(stopping);
        kernel.set(Taps.kernel(reader, new SplittableRandom(7)));

        try (CardSession session = kernel.get().begin(Terminals.sale(2))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
            assertThat(card.commands()).hasSize(1);
            assertThat(reader.released()).isEqualTo(1);
        }
    }

    // A reader that cannot single out a card has none to connect to: nothing is sent, and the till asks again.
    private static void nothingSentIntoACollision() {
        TestReader reader = TestReader.saying(new Insertion.Unreadable());

        try (CardSession session = Taps.kernel(reader, new SplittableRandom(7)).begin(Terminals.sale(2))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CARD_ERROR));
        }
    }

    private static JsonNode one(Map<String, JsonNode> named, JsonNode run, String field) {
        return Objects.requireNonNull(named.get(run.get(field).asText()));
    }
}
