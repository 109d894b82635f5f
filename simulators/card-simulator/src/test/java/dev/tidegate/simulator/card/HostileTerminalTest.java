package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tens of thousands of damaged commands, the same ones in every run of a seed. */
final class HostileTerminalTest {
    private static final int COMMANDS = 10_000;

    private static final Set<String> STATUS_WORDS = Arrays.stream(StatusWord.values())
            .map(word -> HexFormat.of().withUpperCase().toHexDigits((short) word.code()))
            .collect(Collectors.toUnmodifiableSet());

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedCommand_isAnsweredWithAStatusWord(long seed) {
        Random random = new Random(seed);
        String name = seed % 2 == 0 ? "chip-approves" : "chip-offline";
        SimulatedCard card = Cards.of(state, Cards.profile(name).withCombinedSignature());
        List<byte[]> spoken = conversation(card);
        Map<String, Integer> seen = new HashMap<>();

        for (int i = 0; i < COMMANDS; i++) {
            byte[] command = spoken.get(random.nextInt(spoken.size()));
            // Half of the commands are whole, so that the damaged ones meet the card in every state.
            byte[] sent = random.nextBoolean() ? command : damaged(command, random);
            byte[] answer = card.answer(sent);
            assertThat(answer.length).as("seed %d, command %d", seed, i).isBetween(2, 258);
            seen.merge(new Response(answer).status(), 1, Integer::sum);
        }

        assertThat(STATUS_WORDS).containsAll(seen.keySet());
        assertThat(seen).containsKeys("9000", "6300", "6700", "6985", "6A82", "6A86", "6D00", "6E00");
    }

    /** All the commands of a purchase, in their order. */
    private static List<byte[]> conversation(SimulatedCard card) {
        List<byte[]> spoken = new ArrayList<>();
        Terminal terminal = new Terminal(command -> {
            spoken.add(command);
            return card.answer(command);
        });
        terminal.ready();
        terminal.send("008800000401020304");
        terminal.generate(0x90, 0x8C);
        terminal.send("008200000A01020304050607083030");
        terminal.generate(0x50, 0x8D);
        terminal.send("80CA9F3600");
        terminal.send("0020008008241234FFFFFFFFFF");
        return spoken;
    }

    private static byte[] damaged(byte[] command, Random random) {
        byte[] damaged = command.clone();
        switch (random.nextInt(5)) {
            case 0 -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            case 1 -> damaged[random.nextInt(4)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            case 3 -> damaged = Arrays.copyOf(damaged, damaged.length + random.nextInt(300));
            default -> {
                damaged = new byte[random.nextInt(300)];
                random.nextBytes(damaged);
            }
        }
        return damaged;
    }
}
