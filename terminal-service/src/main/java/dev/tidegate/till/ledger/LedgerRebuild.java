package dev.tidegate.till.ledger;

import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.till.store.SqliteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A second ledger, folded from the journal's first record on, beside the live one. It remembers how far it is, in its
 * own file: whoever is interrupted goes on from there.
 */
public final class LedgerRebuild implements AutoCloseable {
    private final Path live;
    private final Path path;
    private final Journal journal;
    private final TillLedger rebuilt;

    private LedgerRebuild(Path live, Path path, Journal journal, TillLedger rebuilt) {
        this.live = live;
        this.path = path;
        this.journal = journal;
        this.rebuilt = rebuilt;
    }

    /** Begins, or goes on with what an earlier one of the same journal has left. */
    public static LedgerRebuild of(Path live, TillId till, Journal journal) {
        Path path = live.resolveSibling(live.getFileName() + ".rebuilt");
        TillLedger rebuilt = TillLedger.open(path, till, Landmarks.none(), payment -> {});
        rebuilt.forgetAnotherJournal(journal);
        return new LedgerRebuild(live, path, journal, rebuilt);
    }

    /** Begins with the first record, whatever an earlier one has left. */
    public static LedgerRebuild afresh(Path live, TillId till, Journal journal) {
        SqliteFile.delete(live.resolveSibling(live.getFileName() + ".rebuilt"));
        return of(live, till, journal);
    }

    /**
     * Folds in the records up to one.
     *
     * @param progress told the number of each record at which a batch ends
     */
    public void foldUpTo(long last, LongConsumer progress) {
        while (rebuilt.position() < last) {
            List<JournalRecord> more = journal.readAfter(rebuilt.position(), Journal.READ_RECORDS_MAX).stream()
                    .filter(record -> record.seq() <= last)
                    .toList();
            if (more.isEmpty()) {
                return;
            }
            rebuilt.projectAll(more);
            progress.accept(rebuilt.position());
        }
    }

    /**
     * Whether the live ledger says the same; the journal's records up to the live one's position are folded in first.
     */
    public boolean agrees() {
        LedgerDigest there = LedgerDigest.of(live);
        foldUpTo(there.position(), ignored -> {});
        return LedgerDigest.of(path).equals(there);
    }

    /** Takes the live ledger's place, which nobody has open. */
    public void replaceLive() {
        rebuilt.close();
        try {
            SqliteFile.delete(live);
            Files.move(path, live, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes it: it has said what it was asked. */
    public void discard() {
        rebuilt.close();
        SqliteFile.delete(path);
    }

    @Override
    public void close() {
        rebuilt.close();
    }
}
