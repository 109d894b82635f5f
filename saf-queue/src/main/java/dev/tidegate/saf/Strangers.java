package dev.tidegate.saf;

import dev.tidegate.core.port.RecordSeal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scans a folder in which generations may lie that are not this journal's: brought from another till, out of a copy of
 * this one that lived on by itself, or back from before they were let go. No crash leaves one. Where they are they
 * stay; they hide nothing, and nothing of them is given to a reader.
 *
 * <p>Of two generations that claim the same numbers, the own one is that with which the chain is in order and reaches
 * as far as the chain state knows.
 */
final class Strangers {
    /** Each costs a scan; who has brought more clears them away in several rounds. */
    private static final int TRIES_MAX = 8;

    private final Path journal;
    private final RecordSeal seal;
    private final ScanProgress progress;

    private Strangers(Path journal, RecordSeal seal, ScanProgress progress) {
        this.journal = journal;
        this.seal = seal;
        this.progress = progress;
    }

    /** Checks every record of every generation that belongs here. */
    static RecoveryScan leftOut(Path journal, RecordSeal seal, ScanProgress progress) throws IOException {
        return new Strangers(journal, seal, progress).run();
    }

    private RecoveryScan run() throws IOException {
        Set<GenerationName> left = Set.of();
        Set<GenerationName> tried = new HashSet<>();
        RecoveryScan best = without(left);
        RecoveryScan newest = best;
        for (GenerationName rival = next(best, tried); rival != null; rival = next(best, tried)) {
            tried.add(rival);
            Set<GenerationName> more = new HashSet<>(left);
            more.add(rival);
            newest = without(more);
            if (isBetter(newest, best)) {
                left = more;
                best = newest;
            }
        }
        // The seal has to have seen the one that counts last.
        return newest == best ? best : without(left);
    }

    private static @Nullable GenerationName next(RecoveryScan scan, Set<GenerationName> tried) {
        for (GenerationName rival : scan.rivals()) {
            if (!tried.contains(rival) && tried.size() < TRIES_MAX) {
                return rival;
            }
        }
        return null;
    }

    private boolean isBetter(RecoveryScan other, RecoveryScan scan) {
        return isInOrder(other) && (!isInOrder(scan) || other.lastSeq() > scan.lastSeq());
    }

    private boolean isInOrder(RecoveryScan scan) {
        return scan.isInOrder() && scan.lastSeq() >= seal.knownSeq();
    }

    private RecoveryScan without(Set<GenerationName> left) throws IOException {
        seal.restart();
        RecoveryScan scan = new RecoveryScan(seal, Inventory.of(journal), Pass.full(seal), progress, left);
        scan.run();
        return scan;
    }
}
