package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.wire.GoldenMessages;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.MalformedFrameException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutated frames: each is either one message, answered, or refused as unreadable. A failure prints its seed. */
final class FuzzTest {
    private static final List<String> GOLDEN =
            List.of(GoldenMessages.SALE, GoldenMessages.ADVICE, GoldenMessages.REVERSAL, GoldenMessages.ECHO);

    private static final int MUTANTS = 20_000;

    @TempDir
    Path folder;

    @Test
    void decode_mutants_areMessagesOrRefused() {
        for (int seed = 0; seed < MUTANTS; seed++) {
            byte[] mutant = mutant(new Random(seed));
            try {
                IsoMessage message = GoldenMessages.CODEC.decode(mutant);

                assertThat(GoldenMessages.CODEC.encode(message))
                        .as("seed %d", seed)
                        .isEqualTo(mutant);
                assertThat(GoldenMessages.CODEC.maskedHex(message))
                        .as("seed %d", seed)
                        .isNotEmpty();
            } catch (MalformedFrameException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageMatching("[a-z0-9 ]+");
            }
        }
    }

    @Test
    void answer_mutants_areAnsweredWithACode() {
        try (var booth = new Booth(folder)) {
            for (int seed = 0; seed < MUTANTS / 10; seed++) {
                try {
                    IsoMessage message = GoldenMessages.CODEC.decode(mutant(new Random(seed)));
                    if (!message.mti().isAnswer()) {
                        assertThat(booth.code(message)).as("seed %d", seed).hasSize(2);
                    }
                } catch (MalformedFrameException refused) {
                    // The other of the two ends a mutant may come to.
                }
            }
        }
    }

    @Test
    void host_mutants_neverStopItServing() throws Exception {
        try (var simulator = new RunningSimulator(folder)) {
            for (int seed = 0; seed < 200; seed++) {
                try (HostClient gateway = simulator.connect()) {
                    byte[] mutant = mutant(new Random(seed));
                    gateway.sendRaw(HexFormat.of().toHexDigits((short) mutant.length)
                            + HexFormat.of().formatHex(mutant));
                    gateway.finishSending();
                    gateway.awaitEnd();
                }
            }
            try (HostClient gateway = simulator.connect()) {
                assertThat(gateway.code(Messages.echo())).isEqualTo("00");
            }
        }
    }

    private static byte[] mutant(RandomGenerator random) {
        byte[] bytes = HexFormat.of().parseHex(GOLDEN.get(random.nextInt(GOLDEN.size())));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            bytes = mutated(bytes, random);
        }
        return bytes;
    }

    private static byte[] mutated(byte[] bytes, RandomGenerator random) {
        int at = random.nextInt(bytes.length);
        var text = new StringBuilder(HexFormat.of().formatHex(bytes));
        switch (random.nextInt(5)) {
            case 0 -> text.setCharAt(2 * at, Character.forDigit(random.nextInt(16), 16));
            case 1 -> text.setCharAt(2 * at + 1, Character.forDigit(random.nextInt(16), 16));
            case 2 -> text.insert(2 * at, HexFormat.of().toHexDigits((byte) random.nextInt(256)));
            case 3 -> text.delete(2 * at, 2 * at + (bytes.length > 1 ? 2 : 0));
            default -> text.setLength(Math.max(2, 2 * at));
        }
        return HexFormat.of().parseHex(text);
    }
}
