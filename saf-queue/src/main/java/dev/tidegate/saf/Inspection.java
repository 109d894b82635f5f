package dev.tidegate.saf;

import dev.tidegate.core.port.RecordSeal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Checks in the background what the start has only skimmed. It rests as long as it works, so that it never has more
 * than about half of one processor. What it finds counts as if the start had found it: a damaged generation stops
 * sales, a damaged archive stops deletion, and the record in question is taken out of what readers see. It leaves a
 * {@link Suspicion}, so that the next start checks all before it opens.
 */
final class Inspection {
    /** Some milliseconds of work. */
    private static final int RECORDS_BETWEEN_RESTS = 512;

    private static final Duration REST = Duration.ofMillis(2);

    private final Path journal;
    private final Shelf shelf;
    private final List<Generation> generations;
    private final RecordSeal seal;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("journal-inspection").daemon().unstarted(this::run);
    private volatile Inspected state;

    private Inspection(Path journal, Shelf shelf, List<Generation> generations, RecordSeal seal, Inspected state) {
        this.journal = journal;
        this.shelf = shelf;
        this.generations = generations;
        this.seal = seal;
        this.state = state;
    }

    /** Of a journal that was checked whole at its start. */
    static Inspection over(Path journal, Shelf shelf, RecordSeal seal, long records) {
        return new Inspection(journal, shelf, List.of(), seal, Inspected.atOnce(records));
    }

    /**
     * Of a journal that was skimmed.
     *
     * @param generations as the skimming pass has left them
     * @param records how many there are
     */
    static Inspection of(Path journal, Shelf shelf, List<Generation> generations, RecordSeal seal, long records) {
        return new Inspection(
                journal, shelf, List.copyOf(generations), seal, new Inspected(0, records, false, null, List.of()));
    }

    /** Begins; nothing happens where all was checked. */
    void start() {
        if (!state.over()) {
            thread.start();
        }
    }

    /** How it stands. From any thread. */
    Inspected state() {
        return state;
    }

    /** Ends it, wherever it is. */
    void close() {
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Recheck recheck = new Recheck(seal.linksOnly(), new Finder());
        for (Generation generation : generations) {
            recheck.all(generation);
        }
        Inspected now = state;
        boolean cutShort = closing.getCount() == 0;
        state = new Inspected(now.records(), now.recordsTotal(), !cutShort, now.refusal(), now.archiveOdd());
    }

    private final class Finder implements Recheck.Ears {
        @Override
        public boolean goOn() {
            Inspected now = state;
            state = new Inspected(now.records() + 1, now.recordsTotal(), false, now.refusal(), now.archiveOdd());
            return now.records() % RECORDS_BETWEEN_RESTS != 0 ? closing.getCount() > 0 : !restedToTheEnd();
        }

        private boolean restedToTheEnd() {
            try {
                return closing.await(REST.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                // Nobody else's thread: only the journal's end ends it.
                return closing.getCount() == 0;
            }
        }

        @Override
        public void bad(Generation generation, Break what) {
            differs(generation, what);
            shelf.takeOut(generation.name(), what.missing());
        }

        @Override
        public void differs(Generation generation, Break what) {
            Inspected now = state;
            List<String> odd = new ArrayList<>(now.archiveOdd());
            String refusal = now.refusal();
            if (generation.isArchived()) {
                odd.add(generation.name().archive() + ": record " + what.missing() + " is damaged (" + what.what()
                        + ")");
            } else {
                refusal = refusal == null ? what.words() : refusal;
            }
            state = new Inspected(now.records(), now.recordsTotal(), false, refusal, odd);
            Suspicion.raise(journal, what.words());
        }
    }
}
