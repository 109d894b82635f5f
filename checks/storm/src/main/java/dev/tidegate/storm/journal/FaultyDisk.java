package dev.tidegate.storm.journal;

import java.io.IOException;
import java.util.SplittableRandom;

/** Single calls of our own code fail, or all for a while, or the room runs out; then the power is cut. */
final class FaultyDisk implements Way {
    private static final int MOMENTS = 2;
    private static final int IMAGES_EACH = 1;
    private static final int OPERATIONS_MAX = 400;

    private final Conduct rules;
    private final long reserveBytes;

    FaultyDisk() {
        this(Conduct.honest(), JournalEngine.RESERVE_BYTES);
    }

    /** @param rules what every disk does with what it is told, faults apart */
    FaultyDisk(Conduct rules, long reserveBytes) {
        this.rules = rules;
        this.reserveBytes = reserveBytes;
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
        return 60;
    }

    @Override
    public Verdict run(Engine engine, long seed, int count, Bench bench) throws IOException, InterruptedException {
        SplittableRandom seeds = new SplittableRandom(seed);
        Engine reserved = engine instanceof JournalEngine ? JournalEngine.withReserve(reserveBytes) : engine;
        Verdict all = Verdict.none();
        while (all.images() < count) {
            Story story = new Story(reserved, rules, bench, seeds.nextLong(), MOMENTS, IMAGES_EACH, OPERATIONS_MAX);
            all = all.plus(story.play((home, same, chance) -> new Faults(home, same, chance, reserveBytes), (int)
                    (count - all.images())));
        }
        return all;
    }
}
