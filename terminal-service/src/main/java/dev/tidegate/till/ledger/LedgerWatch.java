package dev.tidegate.till.ledger;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Journal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Compares the live ledger with one that is rebuilt from archive and journal while the till runs. The second one begins
 * anew with each process, at the first round, and is kept level from then on. A duty cycle; one thread works.
 */
public final class LedgerWatch implements AutoCloseable {
    /** What is known. */
    public enum Finding {
        /** No round was made yet. */
        NOT_YET,
        SAME,
        /** The live ledger is not what the journal says: rebuild it. */
        DIFFERENT
    }

    private final Path live;
    private final TillId till;
    private final Journal journal;
    private @Nullable LedgerRebuild rebuilt;
    private volatile Finding finding = Finding.NOT_YET;

    public LedgerWatch(Path live, TillId till, Journal journal) {
        this.live = live;
        this.till = till;
        this.journal = journal;
    }

    /** Folds in what has come, and compares. */
    public synchronized Finding doWork() {
        LedgerRebuild beside = rebuilt;
        if (beside == null) {
            beside = LedgerRebuild.afresh(live, till, journal);
            rebuilt = beside;
        }
        finding = beside.agrees() ? Finding.SAME : Finding.DIFFERENT;
        return finding;
    }

    /** What the last round has found. */
    public Finding finding() {
        return finding;
    }

    @Override
    public synchronized void close() {
        if (rebuilt != null) {
            rebuilt.discard();
            rebuilt = null;
        }
    }
}
