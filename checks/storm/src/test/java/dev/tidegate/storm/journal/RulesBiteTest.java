package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of the journal taken away: the laboratory must find what the rule is for. A laboratory that finds nothing
 * in a journal without the rule proves nothing with it.
 *
 * <p>The archive's rules (archive before delete, acknowledged before delete, final result before delete, archive forced
 * before delete) belong at the end of {@link #removals}, as soon as the workload lets the archivist work.
 */
class RulesBiteTest {
    private static final long SEED = 4;
    private static final int STEP = 8;
    private static final int IMAGES_MAX = 4_000;

    /** @param finds what of a verdict shows it */
    private record Removal(String rule, Way way, Engine engine, ToLongFunction<Verdict> finds) {
        Removal(String rule, Way way, ToLongFunction<Verdict> finds) {
            this(rule, way, new JournalEngine(), finds);
        }

        @Override
        public String toString() {
            return rule + ", " + way.name();
        }
    }

    private static Stream<Removal> removals() {
        return Stream.of(
                new Removal("force before acknowledge", pages(Careless.withoutForce()), Verdict::lost),
                new Removal("force before acknowledge", new BlockRecorder(), new UnforcedEngine(), Verdict::lost),
                new Removal("written before acknowledge", new Kills(), new LateEngine(), Verdict::lost),
                new Removal("parent folder forced", pages(Careless.withoutFolders()), Verdict::lost),
                new Removal("old file before new", pages(Careless.withoutOldBeforeNew()), Verdict::lost),
                new Removal("a generation for each start", pages(Careless.withOneGeneration()), Verdict::hidden),
                new Removal("cursor forced", pages(Careless.withoutForcedCursor()), Verdict::forgotten),
                new Removal("cursor of two slots", pages(Careless.withOneSlot()), Verdict::forgotten),
                new Removal(
                        "reader up to what is durable", new PageSubsets(), CarelessReader.eager(), Verdict::vanished),
                new Removal("reader that checks", new PageSubsets(), CarelessReader.credulous(), Verdict::invented),
                new Removal("a new file after an error", faults(Careless.withRetriedForce()), Verdict::lost),
                new Removal("a reserve of room", new FaultyDisk(Conduct.honest(), 0), Verdict::stuck),
                new Removal("a reserve of room", new FullDisk(JournalEngine.withReserve(0)), Verdict::stuck));
    }

    private static Way pages(Conduct rules) {
        return new PageSubsets(rules);
    }

    private static Way faults(Conduct rules) {
        return new FaultyDisk(rules, JournalEngine.RESERVE_BYTES);
    }

    @ParameterizedTest
    @MethodSource("removals")
    void rule_takenAway_isMissed(Removal removal) throws IOException, InterruptedException {
        String hindrance = removal.way().hindrance();
        assumeTrue(hindrance.isEmpty(), hindrance);

        Verdict all = Verdict.none();
        for (long seed = SEED; removal.finds().applyAsLong(all) == 0 && all.images() < IMAGES_MAX; seed++) {
            Bench bench = Bench.inMemory(verdict -> {});
            int step = Math.min(STEP, removal.way().shortCount());
            all = all.plus(removal.way().run(removal.engine(), seed, step, bench));
            Bench.delete(bench.folder());
        }

        System.out.println(
                "Without \"" + removal.rule() + "\", way " + removal.way().name() + ": " + all);
        assertThat(removal.finds().applyAsLong(all)).as("%s", all).isPositive();
    }
}
