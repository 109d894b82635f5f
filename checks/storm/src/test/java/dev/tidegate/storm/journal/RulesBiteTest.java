package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of the journal taken away: the laboratory must find a loss. A laboratory that finds none in a journal
 * without the rule proves nothing with it.
 */
class RulesBiteTest {
    private static final long SEED = 4;
    private static final int STEP = 8;
    private static final int IMAGES_MAX = 1_200;

    @TempDir
    private Path folder;

    /** @param finds what of a verdict shows it */
    private record Removal(String rule, Way way, Engine engine, ToLongFunction<Verdict> finds) {
        @Override
        public String toString() {
            return rule + ", " + way.name();
        }
    }

    private static Stream<Removal> removals() {
        Engine journal = new JournalEngine();
        return Stream.of(
                new Removal("force before acknowledge", pages(Careless.withoutForce()), journal, Verdict::lost),
                new Removal("parent folder forced", pages(Careless.withoutFolders()), journal, Verdict::lost),
                new Removal("old file before new", pages(Careless.withoutOldBeforeNew()), journal, Verdict::lost),
                new Removal(
                        "a generation for each start",
                        pages(Careless.withOneGeneration()),
                        journal,
                        v -> v.hidden() + v.lost() + v.refused()),
                new Removal("cursor forced", pages(Careless.withoutForcedCursor()), journal, Verdict::forgotten),
                new Removal("cursor of two slots", pages(Careless.withOneSlot()), journal, Verdict::forgotten),
                new Removal(
                        "reader up to what is durable", new PageSubsets(), CarelessReader.eager(), Verdict::vanished),
                new Removal("reader that checks", new PageSubsets(), CarelessReader.credulous(), Verdict::invented),
                new Removal(
                        "a new file after an error",
                        new FaultyDisk(Careless.withRetriedForce(), JournalEngine.RESERVE_BYTES),
                        journal,
                        Verdict::lost),
                new Removal("a reserve of room", new FaultyDisk(Conduct.honest(), 0), journal, Verdict::stuck));
    }

    private static Way pages(Conduct rules) {
        return new PageSubsets(rules);
    }

    @ParameterizedTest
    @MethodSource("removals")
    void rule_takenAway_isMissed(Removal removal) throws IOException, InterruptedException {
        Verdict all = Verdict.none();
        for (long seed = SEED; removal.finds().applyAsLong(all) == 0 && all.images() < IMAGES_MAX; seed++) {
            Bench bench = Bench.inMemory(verdict -> {});
            all = all.plus(removal.way().run(removal.engine(), seed, STEP, bench));
            Bench.delete(bench.folder());
        }

        System.out.println(removal + ": " + all);
        assertThat(removal.finds().applyAsLong(all)).as("%s", all).isPositive();
    }
}
