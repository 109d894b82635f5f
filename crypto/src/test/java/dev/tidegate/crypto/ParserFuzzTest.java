package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The short form of {@code tidegate fuzz}: each parser on what its writers make, on every prefix of it, and on seeded
 * changes. The long form follows the code's branches ({@link Fuzz}).
 */
final class ParserFuzzTest {
    private static final long SEED = 20_261_122;
    private static final int CHANGED = 20_000;
    /** One attempt of these costs a public-key operation. */
    private static final int CHANGED_SLOW = 1_500;

    @ParameterizedTest
    @EnumSource
    void parser_itsOwnSeeds_areValues(FuzzTarget target) {
        assertThat(target.seeds().getFirst())
                .satisfies(seed -> assertThat(target.taste(seed)).isTrue());
    }

    /** Inputs that once broke a parser: files in {@code src/test/resources/fuzz/TARGET}, as Jazzer wrote them. */
    @ParameterizedTest
    @EnumSource
    void parser_whatOnceBrokeIt_isAValueOrARejection(FuzzTarget target) throws IOException {
        Path folder = Path.of("src/test/resources/fuzz", target.title());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    taste(target, Files.readAllBytes(file));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void parser_everyPrefix_isAValueOrARejection(FuzzTarget target) {
        for (byte[] seed : target.seeds()) {
            for (int length = 0; length < seed.length; length++) {
                taste(target, Arrays.copyOf(seed, length));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void parser_seededChanges_areValuesOrRejections(FuzzTarget target) {
        SplittableRandom chance = new SplittableRandom(SEED);
        List<byte[]> seeds = target.seeds();
        boolean slow = switch (target) {
            case SEALED, SIGNED_BUNDLE, SIGNED_GRANT -> true;
            default -> false;
        };
        int runs = slow ? CHANGED_SLOW : CHANGED;
        int values = 0;

        for (int i = 0; i < runs; i++) {
            byte[] from = seeds.get(chance.nextInt(seeds.size()));
            values += taste(target, CborTest.mutate(from, chance)) ? 1 : 0;
        }

        System.out.println("fuzz: " + target.title() + ": " + runs + " changed inputs, " + values + " values, "
                + (runs - values) + " typed rejections");
        assertThat(values).as("a parser that takes everything checks nothing").isLessThan(runs);
    }

    @Test
    void harness_aParserThatBreaks_isSeen() {
        assertThatThrownBy(() -> Fuzz.taste(input -> input[5] == 0, new byte[3]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("000000")
                .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void target_itsTitle_findsIt() {
        for (FuzzTarget target : FuzzTarget.values()) {
            assertThat(FuzzTarget.of(target.title())).isEqualTo(target);
        }
        assertThat(HexFormat.of().formatHex(FuzzTarget.CBOR.seeds().getLast())).startsWith("a2");
    }

    private static boolean taste(FuzzTarget target, byte[] input) {
        return Fuzz.taste(target::taste, input);
    }
}
