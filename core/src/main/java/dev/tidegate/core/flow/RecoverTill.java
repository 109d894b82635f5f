package dev.tidegate.core.flow;

import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Ledger;
import java.util.List;

/** Puts a till in order after a crash, before its first request is served (payment rules, "What a crash may find"). */
public final class RecoverTill {
    private final Journal journal;
    private final Ledger ledger;
    private final Projection projection;

    public RecoverTill(Journal journal, Ledger ledger, Projection projection) {
        this.journal = journal;
        this.ledger = ledger;
        this.projection = projection;
    }

    /**
     * Levels the ledger with the journal, and writes down of every request without an answer that its outcome is
     * unknown: it is reversed, never asked again.
     *
     * @return sales of which nobody was told, oldest first: <em>did the customer leave with the goods?</em>
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refuses; the till does not start
     */
    public List<Payment> recover() {
        projection.catchUp();
        for (Payment asked : ledger.unanswered()) {
            journal.append(new JournalEntry.Answered(asked.id(), Answer.UNKNOWN, Reason.NO_ANSWER, HostReply.none()));
        }
        projection.catchUp();
        return ledger.unshown();
    }
}
