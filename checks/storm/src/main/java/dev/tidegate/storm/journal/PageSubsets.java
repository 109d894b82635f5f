package dev.tidegate.storm.journal;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * The power is cut at any moment: recovered is from what was forced, with any subset of the pages and entries that were
 * not.
 */
final class PageSubsets implements Way {
    private static final int MOMENTS = 5;
    private static final int IMAGES_EACH = 4;
    /** Short lives are about starts, long ones about the change of generations. */
    private static final int[] OPERATIONS_MAX = {60, 160, 900};

    private final Conduct rules;

    PageSubsets() {
        this(Conduct.honest());
    }

    /** @param rules what every disk does with what it is told */
    PageSubsets(Conduct rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public int longCount() {
        return 10_000;
    }

    @Override
    public int shortCount() {
        return 150;
    }

    @Override
    public Verdict run(Engine engine, long seed, int count, Bench bench) throws IOException, InterruptedException {
        SplittableRandom seeds = new SplittableRandom(seed);
        Verdict all = Verdict.none();
        while (all.images() < count) {
            int operations = OPERATIONS_MAX[seeds.nextInt(OPERATIONS_MAX.length)];
            Story story = new Story(engine, rules, bench, seeds.nextLong(), MOMENTS, IMAGES_EACH, operations);
            all = all.plus(story.play((home, same, chance) -> same, (int) (count - all.images())));
        }
        return all;
    }
}
