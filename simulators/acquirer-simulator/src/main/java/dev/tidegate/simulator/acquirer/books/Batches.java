package dev.tidegate.simulator.acquirer.books;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

/** The open batches, by terminal. What they hold are keys; the ledger has the bookings. */
final class Batches {
    private final Map<String, Open> open = new HashMap<>();

    /** A batch as it fills. */
    private static final class Open {
        private int number = 1;
        private int items;
        private SequencedSet<TransactionKey> keys = new LinkedHashSet<>();
        private final SequencedSet<TransactionKey> told = new LinkedHashSet<>();
        private boolean uploading;
        private BatchClose last = BatchClose.NONE;
    }

    int number(String tid) {
        return seen(tid).number;
    }

    int nextItem(String tid) {
        return seen(tid).items + 1;
    }

    Batch batch(String tid, Map<TransactionKey, LedgerEntry> entries) {
        Open batch = seen(tid);
        SequencedSet<TransactionKey> counted = batch.uploading ? batch.told : batch.keys;
        var totals = BatchTotals.of(counted.stream().map(entries::get).toList());
        return new Batch(batch.number, batch.items, batch.uploading, totals, batch.last);
    }

    /** Every open batch, by terminal in order. */
    Map<String, Batch> all(Map<TransactionKey, LedgerEntry> entries) {
        var all = new TreeMap<String, Batch>();
        open.keySet().forEach(tid -> all.put(tid, batch(tid, entries)));
        return all;
    }

    boolean holds(TransactionKey key) {
        return seen(key.tid()).keys.contains(key);
    }

    /** What a terminal's batch holds. */
    List<TransactionKey> keys(String tid) {
        return List.copyOf(seen(tid).keys);
    }

    void add(LedgerEntry entry) {
        Open batch = of(entry.key().tid());
        batch.items = Math.max(batch.items, entry.place().item());
        batch.keys.add(entry.key());
        if (entry.key().messageClass() == '3') {
            batch.told.add(entry.key());
        }
    }

    void askForUpload(String tid) {
        of(tid).uploading = true;
        of(tid).told.clear();
    }

    void tell(TransactionKey key) {
        of(key.tid()).told.add(key);
    }

    /** Closes a batch. What the terminal did not tell of goes over to the next, and is given back. */
    SequencedSet<TransactionKey> close(String tid, BatchClose close) {
        Open batch = of(tid);
        var carried = new LinkedHashSet<TransactionKey>();
        if (batch.uploading) {
            carried.addAll(batch.keys);
            carried.removeAll(batch.told);
        }
        batch.number = Batch.after(close.number());
        batch.items = 0;
        batch.keys = new LinkedHashSet<>(carried);
        batch.told.clear();
        batch.uploading = false;
        batch.last = close;
        return carried;
    }

    void renumber(String tid, int number) {
        of(tid).number = number;
    }

    private Open of(String tid) {
        return open.computeIfAbsent(tid, same -> new Open());
    }

    /** As {@link #of}, for looking only: a terminal that never booked is not remembered. */
    private Open seen(String tid) {
        return open.getOrDefault(tid, new Open());
    }
}
