package dev.tidegate.simulator.acquirer.books;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * A batch in sums: what stands, and nothing of what was reversed. Sales are debits, refunds are credits, as the
 * cardholder sees them (ISO 8583:1987, DE 74 to 89).
 */
public record BatchTotals(int debits, long debitAmount, int credits, long creditAmount) {
    static BatchTotals of(Collection<LedgerEntry> entries) {
        Totals.Sum debit = sum(entries, entry -> entry.kind().isSale());
        Totals.Sum credit = sum(entries, entry -> entry.kind() == TransactionKind.REFUND);
        return new BatchTotals(debit.count(), debit.amount(), credit.count(), credit.amount());
    }

    /** The same with more or less in debits. */
    public BatchTotals plusDebits(long amount) {
        return new BatchTotals(debits, debitAmount + amount, credits, creditAmount);
    }

    public boolean countsNothing() {
        return debits == 0 && credits == 0;
    }

    private static Totals.Sum sum(Collection<LedgerEntry> entries, Predicate<LedgerEntry> which) {
        return Totals.sum(entries, which.and(entry -> entry.state() == EntryState.LIVE));
    }
}
