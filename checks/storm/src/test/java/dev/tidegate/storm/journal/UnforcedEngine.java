package dev.tidegate.storm.journal;

import java.nio.file.Path;
import java.util.SplittableRandom;

/** The till's journal on a real disk that is never told to force anything. */
final class UnforcedEngine implements Engine {
    private final JournalEngine journal = new JournalEngine();

    @Override
    public void prepare(Path home) {
        journal.prepare(home);
    }

    @Override
    public Log open(Path home, long next, Runnable beforeForce) {
        Path real = Path.of(home.toString());
        return journal.open(
                ModelDisk.lasting(real, Conduct.honest(), new SplittableRandom(1))
                        .home(),
                next,
                beforeForce);
    }

    @Override
    public byte[] trace(long number) {
        return journal.trace(number);
    }
}
