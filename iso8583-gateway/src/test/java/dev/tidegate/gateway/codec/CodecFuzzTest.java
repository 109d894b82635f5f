package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@code tidegate fuzz}: each reader on what is right, on every prefix of it, and on changes. */
class CodecFuzzTest {
    private static final long SEED = 20_261_123;
    private static final int CHANGED = 3_000;
    /** One attempt reads a file of ten thousand characters. */
    private static final int CHANGED_SLOW = 60;

    @ParameterizedTest
    @EnumSource
    void reader_itsOwnSeeds_areValues(FuzzTarget target) {
        assertThat(target.seeds())
                .isNotEmpty()
                .allSatisfy(seed -> assertThat(target.taste(seed)).isTrue());
    }

    /** Inputs that once broke a reader: files in {@code src/test/resources/fuzz/TARGET}, as Jazzer wrote them. */
    @ParameterizedTest
    @EnumSource
    void reader_whatOnceBrokeIt_isAValueOrARejection(FuzzTarget target) throws IOException {
        Path folder = Path.of("src/test/resources/fuzz", target.title());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Fuzz.taste(target::taste, Files.readAllBytes(file));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROFILE")
    void reader_everyPrefix_isAValueOrARejection(FuzzTarget target) {
        for (byte[] seed : target.seeds()) {
            for (int length = 0; length < seed.length; length++) {
                Fuzz.taste(target::taste, Arrays.copyOf(seed, length));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void reader_seededChanges_areValuesOrRejections(FuzzTarget target) {
        SplittableRandom chance = new SplittableRandom(SEED);
        List<byte[]> seeds = target.seeds();
        int runs = target == FuzzTarget.PROFILE ? CHANGED_SLOW : CHANGED;
        int values = 0;

        for (int i = 0; i < runs; i++) {
            byte[] input = seeds.get(chance.nextInt(seeds.size())).clone();
            for (int flips = chance.nextInt(1, 4); flips > 0; flips--) {
                input[chance.nextInt(input.length)] ^= (byte) (1 << chance.nextInt(8));
            }
            values += Fuzz.taste(target::taste, input) ? 1 : 0;
        }

        System.out.println("fuzz: " + target.title() + ": " + runs + " changed inputs of seed " + SEED + ", " + values
                + " values, " + (runs - values) + " typed rejections");
        assertThat(values).as("a reader that takes everything checks nothing").isLessThan(runs);
    }
}
