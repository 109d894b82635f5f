package dev.tidegate.emv.contactless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.testcard.Mutation;
import dev.tidegate.emv.testcard.TapCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestReader;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Both kernels against cards whose answers are changed at random, by seed: whatever a card does ends in a value. */
final class MutatingTapTest {
    private static final int CARDS = 10_000;
    private static final long SEED = 20_260_314L;

    private final TreeMap<String, Integer> ends = new TreeMap<>();

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

        System.out.println("mutating taps: " + ends);
        assertThat(ends).as("every kind of end is reached").hasSize(4);
    }

    private static String play(SplittableRandom random) {
        TapCard card = (random.nextBoolean() ? TapCard.visa() : TapCard.mastercard())
                .giving(Type.values()[random.nextInt(3)])
                .onTheWire(new Mutation(random, 2 + random.nextInt(20)));
        TestReader reader = TestReader.with(card);
        long amount = random.nextInt(10_000);
        try (CardSession session = Taps.kernel(reader, random).begin(Terminals.sale(amount))) {
            assertThat(reader.released()).isBetween(1, ContactlessKernel.TAPS_MAX);
            if (!(session.read() instanceof CardRead.Answered read)) {
                return "ended";
            }
            return switch (read.outcome()) {
                case Outcome.Approved approved -> {
                    // By the card alone only with its signature, and never above the floor limit.
                    assertThat(read.odaPassed()).isTrue();
                    assertThat(amount).isLessThanOrEqualTo(Taps.FLOOR);
                    assertThat(approved.tc().type()).isEqualTo(Type.TC);
                    yield "approved";
                }
                case Outcome.AskHost ignored -> {
                    assertThat(session.finish(new HostAnswer.Unable())).isInstanceOf(FinalOutcome.Deferrable.class);
                    yield "asked";
                }
                case Outcome.Declined ignored -> "declined";
                case Outcome.Ended ignored -> throw new AssertionError("an answer without a cryptogram");
            };
        }
    }
}
