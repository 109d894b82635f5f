package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.testcard.Mutation;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestReader;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The whole kernel against a card whose answers are changed at random, by seed. Whatever the card does ends in a value;
 * what ends well is what the card really said to what was really asked.
 */
final class MutatingCardTest {
    private static final int CARDS = 20_000;
    private static final long SEED = 20_260_314L;

    private enum End {
        APPROVED,
        ASKED,
        DECLINED,
        ENDED
    }

    private final Map<End, Integer> ends = new EnumMap<>(End.class);

    @Test
    void kernel_anyCard_endsInAValue() {
        for (int number = 0; number < CARDS; number++) {
            long seed = SEED + number;
            try {
                ends.merge(play(new SplittableRandom(seed)), 1, Integer::sum);
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed, e);
            }
        }

        System.out.println("mutating cards: " + ends);
        assertThat(ends).as("every kind of end is reached").hasSize(End.values().length);
    }

    private static End play(SplittableRandom random) {
        boolean combined = random.nextInt(40) == 0;
        boolean dynamic = random.nextInt(40) == 0;
        TestCard card = card(random)
                .profile(combined ? "7D00" : dynamic ? "7C00" : "5C00")
                .onTheWire(new Mutation(random, 2 + random.nextInt(30)));
        if (random.nextInt(20) == 0) {
            card = card.removedAt(random.nextInt(25));
        }
        TestReader reader = TestReader.with(card);
        KernelSettings settings = combined ? Terminals.withCombined() : Terminals.settings();
        ContactKernel kernel = Kernels.of(reader, settings, random);
        End end;
        try (CardSession session = kernel.begin(Terminals.sale(random.nextInt(10_000)))) {
            end = check(session, card, random);
        }
        // A card without a cryptogram is let go before begin returns, one with a cryptogram when its session is closed.
        assertThat(reader.released()).isEqualTo(1);
        return end;
    }

    private static End check(CardSession session, TestCard card, SplittableRandom random) {
        if (!(session.read() instanceof CardRead.Answered read)) {
            return End.ENDED;
        }
        String asked = card.last("80AE").substring(4, 6);
        return switch (read.outcome()) {
            case Outcome.Approved approved -> {
                assertThat(asked).isIn("40", "50");
                assertThat(approved.tc().type()).isEqualTo(Type.TC);
                yield End.APPROVED;
            }
            case Outcome.AskHost ignored -> {
                assertThat(asked).isIn("40", "50", "80", "90");
                finish(session, card, random);
                yield End.ASKED;
            }
            case Outcome.Declined ignored -> End.DECLINED;
            case Outcome.Ended ended -> throw new AssertionError("an answer that ended: " + ended);
        };
    }

    private static void finish(CardSession session, TestCard card, SplittableRandom random) {
        HostAnswer answer = switch (random.nextInt(3)) {
            case 0 -> Kernels.approved();
            case 1 -> Kernels.declined();
            default -> Kernels.unable();
        };
        FinalOutcome last = session.finish(answer);
        if (last instanceof FinalOutcome.Approved) {
            assertThat(card.last("80AE").substring(4, 6)).isIn("40", "50");
            assertThat(answer).isNotEqualTo(Kernels.declined());
        }
        if (answer instanceof HostAnswer.Answered) {
            assertThat(last).isNotInstanceOf(FinalOutcome.Deferrable.class);
        }
    }

    private static TestCard card(SplittableRandom random) {
        TestCard card = random.nextBoolean() ? TestCard.visa() : TestCard.mastercard();
        card = random.nextInt(4) == 0 ? card.withoutDirectory() : card;
        card = random.nextInt(4) == 0 ? card.with("9F14", "01").with("9F23", "02") : card;
        card = random.nextInt(4) == 0 ? card.processingList("9F1A029F02069F3501") : card;
        card = random.nextInt(4) == 0 ? card.with("8E", "0000138800002710410342031E061F03") : card;
        card = random.nextInt(20) == 0 ? card.first(Type.AAC) : card;
        return random.nextInt(4) == 0 ? card.first(Type.ARQC) : card;
    }
}
