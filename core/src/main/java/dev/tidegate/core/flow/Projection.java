package dev.tidegate.core.flow;

import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Ledger;
import java.util.List;

/** Keeps the ledger level with the journal's durable end. Any thread may ask; one at a time works. */
public final class Projection {
    private final Journal journal;
    private final Ledger ledger;

    public Projection(Journal journal, Ledger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    /**
     * Folds in every durable record that the ledger does not have.
     *
     * @return how many
     * @throws dev.tidegate.core.port.LedgerBrokenException the database refused; the rest follows at the next call
     */
    public synchronized int catchUp() {
        int folded = 0;
        while (true) {
            List<JournalRecord> more = journal.readAfter(ledger.position(), Journal.READ_RECORDS_MAX);
            if (more.isEmpty()) {
                return folded;
            }
            ledger.projectAll(more);
            folded += more.size();
        }
    }
}
