package dev.tidegate.storm.journal;

import java.io.IOException;
import java.util.SplittableRandom;

/** Single calls of our own code fail, or all for a while, or the room runs out; then the power is cut. */
final class FaultyDisk implements Way {
    /** Held back by the log of this way. */
    static final long RESERVE_BYTES = 4L * 1024 * 1024;

    private static final int MOMENTS = 2;
    private static final int IMAGES_EACH = 1;
    private static final int OPERATIONS_MAX = 400;

    private final Conduct rules;

    FaultyDisk() {
        this(Conduct.honest());
    }

    FaultyDisk(Conduct rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "faults";
    }

    @Override
    public int longCount() {
        return 2_000;
    }

    @Override
    public int shortCount() {
        return 120;
    }

    @Override
    public Verdict run(Engine engine, long seed, int count, Bench bench) throws IOException, InterruptedException {
        SplittableRandom seeds = new SplittableRandom(seed);
        Engine reserved = engine instanceof JournalEngine ? JournalEngine.withReserve(RESERVE_BYTES) : engine;
        Verdict all = Verdict.none();
        while (all.images() < count) {
            Story story = new Story(reserved, rules, bench, seeds.nextLong(), MOMENTS, IMAGES_EACH, OPERATIONS_MAX);
            all = all.plus(story.play(
                    (home, same, chance) -> new Faults(home, same, chance, RESERVE_BYTES),
                    (int) (count - all.images())));
        }
        return all;
    }
}
