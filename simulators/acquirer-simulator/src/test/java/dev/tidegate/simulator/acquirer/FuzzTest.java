package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.MalformedFrameException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mutated frames: each is either one message, answered, or refused as unreadable. A failure prints its seed. */
final class FuzzTest {
    private static final int MUTANTS = 6_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void decode_mutants_areMessagesOrRefused(Dialect dialect) {
        int messages = 0;
        for (int seed = 0; seed < MUTANTS; seed++) {
            byte[] mutant = mutant(dialect, new Random(seed));
            try {
                messages += CodecTarget.taste(dialect, mutant) ? 1 : 0;
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed, broken);
            }
        }
        assertThat(messages).as("mutants that are messages, too").isGreaterThan(MUTANTS / 200);
    }

    @ParameterizedTest
    @EnumSource
    void answer_mutants_areAnsweredWithACode(Dialect dialect) {
        try (var booth = new Booth(folder, dialect)) {
            var codec = new IsoCodec(dialect);
            for (int seed = 0; seed < MUTANTS / 20; seed++) {
                try {
                    IsoMessage message = codec.decode(mutant(dialect, new Random(seed)));
                    if (!message.mti().isAnswer()) {
                        IsoMessage answer = booth.answer(message);
                        assertThat(codec.decode(codec.encode(answer)))
                                .as("seed %d", seed)
                                .isEqualTo(answer);
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
                    byte[] mutant = mutant(Dialect.ISO87_GENERIC, new Random(seed));
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

    private static byte[] mutant(Dialect dialect, RandomGenerator random) {
        List<byte[]> seeds = CodecTarget.seeds(dialect);
        byte[] bytes = seeds.get(random.nextInt(seeds.size()));
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
