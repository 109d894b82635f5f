package dev.tidegate.simulator.acquirer;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * The ledger in sums, in minor units of the one currency.
 *
 * @param live all that stands
 * @param repeats messages that came again
 * @param tombstones reversals whose original never came
 */
record Totals(
        Sum live,
        Sum declined,
        Sum reversed,
        Sum liveSales,
        Sum liveDeferredSales,
        Sum liveAdvices,
        int repeats,
        int tombstones) {
    /** How many, and how much. */
    record Sum(int count, long amount) {}

    static Totals of(Collection<LedgerEntry> entries, int tombstones) {
        return new Totals(
                sum(entries, entry -> entry.state() == EntryState.LIVE),
                sum(entries, entry -> entry.state() == EntryState.DECLINED),
                sum(entries, entry -> entry.state() == EntryState.REVERSED),
                sum(entries, live(TransactionKind.SALE)),
                sum(entries, live(TransactionKind.DEFERRED_SALE)),
                sum(entries, live(TransactionKind.ADVICE)),
                entries.stream().mapToInt(LedgerEntry::repeats).sum(),
                tombstones);
    }

    private static Predicate<LedgerEntry> live(TransactionKind kind) {
        return entry -> entry.state() == EntryState.LIVE && entry.kind() == kind;
    }

    private static Sum sum(Collection<LedgerEntry> entries, Predicate<LedgerEntry> which) {
        var amounts = entries.stream()
                .filter(which)
                .mapToLong(entry -> entry.sale().amount())
                .summaryStatistics();
        return new Sum((int) amounts.getCount(), amounts.getSum());
    }
}
