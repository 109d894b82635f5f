package dev.tidegate.simulator.acquirer.books;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * The ledger in sums, in minor units of the one currency.
 *
 * @param live all that is taken from cards and stands
 * @param held by authorisations that wait for their completion
 * @param repeats messages that came again
 * @param tombstones reversals whose original never came
 */
public record Totals(
        Sum live,
        Sum declined,
        Sum reversed,
        Sum liveSales,
        Sum liveDeferredSales,
        Sum liveAdvices,
        Sum liveCompletions,
        Sum liveRefunds,
        Sum held,
        Sum voided,
        int repeats,
        int tombstones) {
    /** How many, and how much. */
    public record Sum(int count, long amount) {}

    static Totals of(Collection<LedgerEntry> entries, int tombstones) {
        return new Totals(
                sum(entries, in(EntryState.LIVE).and(entry -> entry.kind().isSale())),
                sum(entries, in(EntryState.DECLINED)),
                sum(entries, in(EntryState.REVERSED)),
                sum(entries, live(TransactionKind.SALE)),
                sum(entries, live(TransactionKind.DEFERRED_SALE)),
                sum(entries, live(TransactionKind.ADVICE)),
                sum(entries, live(TransactionKind.COMPLETION)),
                sum(entries, live(TransactionKind.REFUND)),
                sum(entries, in(EntryState.HELD)),
                sum(entries, in(EntryState.VOIDED)),
                entries.stream().mapToInt(LedgerEntry::repeats).sum(),
                tombstones);
    }

    static Sum sum(Collection<LedgerEntry> entries, Predicate<LedgerEntry> which) {
        var amounts =
                entries.stream().filter(which).mapToLong(LedgerEntry::standing).summaryStatistics();
        return new Sum((int) amounts.getCount(), amounts.getSum());
    }

    private static Predicate<LedgerEntry> in(EntryState state) {
        return entry -> entry.state() == state;
    }

    private static Predicate<LedgerEntry> live(TransactionKind kind) {
        return in(EntryState.LIVE).and(entry -> entry.kind() == kind);
    }
}
