package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of the journal taken away: the laboratory must find what the rule is for. A laboratory that finds nothing
 * in a journal without the rule proves nothing with it.
 */
class RulesBiteTest {
    private static final long SEED = 4;
    /** What is rare shows soon from here on: found by a search from the seed above. */
    private static final Map<String, Long> RARE = Map.of(
            "old file before new", 17L,
            "cursor of two slots", 9L,
            "reader up to what is durable", 34L,
            "archive before delete", 6L,
            "archive forced before its name", 17L,
            "archive's folder forced", 17L,
            "floor before an archive goes", 17L);

    private static final int STEP = 20;
    private static final int SPOILT_IMAGES = 60;
    private static final int IMAGES_MAX = 4_000;

    /** @param finds what of a verdict shows it */
    private record Removal(String rule, Way way, Engine engine, Finding finds) {
        Removal(String rule, Way way, Finding finds) {
            this(rule, way, new JournalEngine(), finds);
        }

        @Override
        public String toString() {
            return rule + ", " + way.name();
        }
    }

    private static Stream<Removal> removals() {
        return Stream.of(
                new Removal("force before acknowledge", pages(Careless.withoutForce()), Finding.LOST),
                new Removal("force before acknowledge", new BlockRecorder(), new UnforcedEngine(), Finding.LOST),
                new Removal("written before acknowledge", new Kills(), new LateEngine(), Finding.LOST),
                new Removal("parent folder forced", pages(Careless.withoutFolders()), Finding.LOST),
                new Removal(
                        "old file before new",
                        pages(Careless.withoutOldBeforeNew()),
                        JournalEngine.bySize(),
                        Finding.LOST),
                new Removal("a generation for each start", pages(Careless.withOneGeneration()), Finding.HIDDEN),
                new Removal("cursor forced", pages(Careless.withoutForcedCursor()), Finding.FORGOTTEN),
                new Removal("cursor of two slots", pages(Careless.withOneSlot()), Finding.FORGOTTEN),
                new Removal(
                        "reader up to what is durable", new PageSubsets(), CarelessReader.eager(), Finding.VANISHED),
                new Removal("reader that checks", new PageSubsets(), CarelessReader.credulous(), Finding.INVENTED),
                new Removal("a new file after an error", faults(Careless.withRetriedForce()), Finding.LOST),
                new Removal("a reserve of room", new FaultyDisk(Conduct.honest(), 0), Finding.STUCK),
                new Removal("a reserve of room", new FullDisk(0), Finding.STUCK),
                new Removal("archive before delete", pages(Careless.withoutArchive()), Finding.HIDDEN),
                new Removal("archive forced before its name", pages(Careless.withoutForcedArchive()), Finding.LOST),
                new Removal("archive's folder forced", pages(Careless.withoutForcedArchiveFolder()), Finding.LOST),
                new Removal("archive read back", pages(Careless.spoiling(Operation.MOVE)), Finding.LOST),
                new Removal("copy before the archive's name", pages(Careless.withoutCopy()), Finding.EARLY),
                new Removal("copy forced before its name", pages(Careless.withoutForcedCopy()), Finding.EARLY),
                new Removal("floor before an archive goes", pages(Careless.withoutFloor()), Finding.LOST),
                new Removal("acknowledged before delete", new PageSubsets(), CarelessArchive.hasty(), Finding.EARLY),
                new Removal("final before delete", new PageSubsets(), CarelessArchive.hopeful(), Finding.EARLY));
    }

    @Test
    void archiveSpoilt_beforeItIsReadBack_costsNothing() throws IOException, InterruptedException {
        Bench bench = Bench.inMemory(verdict -> {});

        Verdict verdict =
                pages(Careless.spoiling(Operation.FORCE)).run(new JournalEngine(), SEED, SPOILT_IMAGES, bench);

        Bench.delete(bench.folder());
        assertThat(verdict.found()).containsOnlyKeys(Finding.REFUSED);
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
        long first = RARE.getOrDefault(removal.rule(), SEED);
        for (long seed = first; all.count(removal.finds()) == 0 && all.images() < IMAGES_MAX; seed++) {
            Bench bench = Bench.inMemory(verdict -> {});
            int step = Math.min(STEP, removal.way().shortCount());
            all = all.plus(removal.way().run(removal.engine(), seed, step, bench));
            Bench.delete(bench.folder());
        }

        System.out.println(
                "Without \"" + removal.rule() + "\", way " + removal.way().name() + ": " + all);
        assertThat(all.count(removal.finds())).as("%s", all).isPositive();
    }
}
