package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The till's journal in each storm, in the short form; {@code ./tidegate storm journal} has the long one. */
class JournalStormTest {
    private static Stream<Way> ways() {
        return JournalStorm.ways().stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void journal_inEachStorm_keepsWhatItAcknowledged(Way way) throws Exception {
        if (!way.hindrance().isEmpty()) {
            System.out.println("SKIPPED " + way.name() + ": " + way.hindrance());
        }
        assumeTrue(way.hindrance().isEmpty(), way.hindrance());
        Bench bench = Bench.inMemory(verdict -> {});

        Verdict verdict = way.run(new JournalEngine(), Seeds.of(way.name()), way.shortCount(), bench);

        System.out.println(way.name() + ": " + verdict);
        assertThat(verdict.isClean())
                .as("%s, images in %s", verdict, bench.folder())
                .isTrue();
        assertThat(verdict.images()).isEqualTo(way.shortCount());
        assertThat(verdict.acknowledged()).isPositive();
        bench.clear();
    }
}
