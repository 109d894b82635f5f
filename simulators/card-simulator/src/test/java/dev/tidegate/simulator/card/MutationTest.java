package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Commands with random bytes changed, to every card on both sides: always an answer with a status word. */
final class MutationTest {
    private static final int COMMANDS = 400;
    private static final long SEED = 20_261_122L;

    private static final List<String> COMMANDS_TO_CHANGE = List.of(
            "00A404000E315041592E5359532E444446303100",
            "00A404000E325041592E5359532E444446303100",
            "00A4040007A000000003101000",
            "00A4040007A000000004101000",
            "80A8000002830000",
            "80A80000048302027600",
            "80A80000238321" + "20000000" + "00".repeat(29) + "00",
            "00B2010C00",
            "00B2031400",
            "80CA9F1700",
            "0084000000",
            "0020008008241234FFFFFFFFFF",
            "0088000004C0FFEE0100",
            "80AE80001D" + "00".repeat(29) + "00",
            "80AE40001F" + "00".repeat(31) + "00",
            "008200000A" + "00".repeat(10),
            "841E000008" + "00".repeat(8),
            "00C0000000");

    @TempDir
    private Path state;

    @TestFactory
    Stream<DynamicTest> command_withChangedBytes_isAnswered() {
        return CardProfile.all().stream()
                .map(CardProfile::name)
                .map(name -> DynamicTest.dynamicTest(name + " seed " + SEED, () -> {
                    Random random = new Random(SEED + name.hashCode());
                    SimulatedCard card = Cards.of(state, name);
                    for (int i = 0; i < COMMANDS; i++) {
                        if (i % 50 == 0) {
                            card.powerUp(i % 100 == 0 ? Face.CONTACT : Face.CONTACTLESS);
                        }
                        byte[] command = Bytes.hex(COMMANDS_TO_CHANGE.get(random.nextInt(COMMANDS_TO_CHANGE.size())));
                        if (random.nextInt(3) == 0) {
                            command[random.nextInt(command.length)] = (byte) random.nextInt();
                        }
                        assertThat(card.answer(command)).hasSizeBetween(2, 258);
                    }
                }));
    }
}
