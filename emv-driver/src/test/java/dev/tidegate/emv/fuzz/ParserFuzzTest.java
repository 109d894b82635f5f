package dev.tidegate.emv.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The short form of {@code tidegate fuzz}: each target on good inputs, on every prefix of them, and on seeded changes.
 * The long form follows the code's branches ({@link Fuzz}).
 */
final class ParserFuzzTest {
    private static final long SEED = 20_261_122;
    private static final int CHANGED = 10_000;
    /** A transaction or a signature each. */
    private static final int CHANGED_SLOW = 500;

    @ParameterizedTest
    @EnumSource
    void target_itsFirstSeed_isAValue(FuzzTarget target) {
        assertThat(target.seeds().getFirst())
                .satisfies(seed -> assertThat(target.taste(seed)).isTrue());
    }

    /** Inputs that once broke a target: files in {@code src/test/resources/fuzz/TARGET}, as Jazzer wrote them. */
    @ParameterizedTest
    @EnumSource
    void target_whatOnceBrokeIt_isAValueOrARejection(FuzzTarget target) throws IOException {
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
    void target_everyPrefix_isAValueOrARejection(FuzzTarget target) {
        for (byte[] seed : target.seeds()) {
            for (int length = 0; length < seed.length; length++) {
                taste(target, Arrays.copyOf(seed, length));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void target_seededChanges_areValuesOrRejections(FuzzTarget target) {
        SplittableRandom chance = new SplittableRandom(SEED);
        List<byte[]> seeds = target.seeds();
        int runs = switch (target) {
            case CERTIFICATE, CONTACT, TAP_VISA, TAP_MASTERCARD -> CHANGED_SLOW;
            default -> CHANGED;
        };
        int values = 0;

        for (int i = 0; i < runs; i++) {
            values += taste(target, changed(seeds.get(chance.nextInt(seeds.size())), chance)) ? 1 : 0;
        }

        System.out.println("fuzz: " + target.title() + ": " + runs + " changed inputs, " + values + " values, "
                + (runs - values) + " typed rejections, seed " + SEED);
        assertThat(values).as("a target that takes everything checks nothing").isLessThan(runs);
    }

    @Test
    void harness_aTargetThatBreaks_isSeen() {
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
    }

    /** One to four bytes changed, added or taken away. */
    private static byte[] changed(byte[] seed, SplittableRandom chance) {
        byte[] input = seed.clone();
        for (int i = 1 + chance.nextInt(4); i > 0; i--) {
            int at = chance.nextInt(input.length + 1);
            int more = chance.nextInt(3) - 1;
            byte[] next = new byte[Math.max(0, input.length + more)];
            System.arraycopy(input, 0, next, 0, Math.min(at, next.length));
            int rest = Math.min(input.length - at, Math.max(0, next.length - at - Math.max(0, more)));
            System.arraycopy(input, input.length - rest, next, next.length - rest, rest);
            if (at < next.length) {
                next[at] = (byte) chance.nextInt(256);
            }
            input = next;
        }
        return input;
    }

    private static boolean taste(FuzzTarget target, byte[] input) {
        return Fuzz.taste(target::taste, input);
    }
}
