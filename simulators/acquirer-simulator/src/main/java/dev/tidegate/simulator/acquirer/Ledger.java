package dev.tidegate.simulator.acquirer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the acquirer has booked: each (terminal, STAN, RRN) once. Every change is on disk before it is seen. Not safe
 * for threads by itself: whoever decides and books holds its monitor for both.
 */
final class Ledger implements AutoCloseable {
    /** Bookings and tombstones kept in memory, each about a kilobyte. */
    static final int ENTRIES_MAX = 200_000;

    private final LedgerFile file;
    private final SequencedMap<TransactionKey, LedgerEntry> entries = new LinkedHashMap<>();
    private final SequencedMap<TransactionKey, Tombstone> tombstones = new LinkedHashMap<>();
    private final Map<String, AtcHistory> counters = new HashMap<>();

    private Ledger(LedgerFile file) {
        this.file = file;
    }

    /**
     * Opens the ledger of a state folder, as it stood when it was last written.
     *
     * @throws LedgerBrokenException as {@link LedgerFile#open}
     */
    static Ledger open(Path stateFolder) {
        var ledger = new Ledger(LedgerFile.open(stateFolder.resolve("ledger.jsonl")));
        ledger.file.found().forEach(ledger::apply);
        return ledger;
    }

    synchronized Optional<LedgerEntry> find(TransactionKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized Optional<Tombstone> tombstone(TransactionKey key) {
        return Optional.ofNullable(tombstones.get(key));
    }

    /** The counters seen of a card, by its account's name. */
    synchronized AtcHistory counters(String card) {
        return counters.computeIfAbsent(card, name -> new AtcHistory());
    }

    synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries.values());
    }

    synchronized List<Tombstone> tombstones() {
        return List.copyOf(tombstones.values());
    }

    synchronized Totals totals() {
        return Totals.of(entries.values(), tombstones.size());
    }

    synchronized int size() {
        return entries.size() + tombstones.size();
    }

    /**
     * Appends an event and returns when it is on disk.
     *
     * @throws LedgerBrokenException when the disk refuses; the caller answers nothing
     */
    synchronized void append(LedgerEvent event) {
        file.append(event);
        apply(event);
    }

    @Override
    public synchronized void close() {
        file.close();
    }

    private void apply(LedgerEvent event) {
        switch (event) {
            case LedgerEvent.Booked(var entry) -> book(entry);
            case LedgerEvent.Repeated(var key, var at) ->
                entries.computeIfPresent(key, (same, entry) -> entry.repeated(at));
            case LedgerEvent.Reversed(var key, var at) -> find(key).ifPresent(entry -> reverse(entry, at));
            case LedgerEvent.Buried(var key, var amount, var at) ->
                tombstones.merge(key, new Tombstone(key, amount, 1, at), (earlier, same) -> earlier.again());
        }
    }

    private void book(LedgerEntry entry) {
        entries.put(entry.key(), entry);
        if (entry.card().cryptogram().isVerified()) {
            counters(entry.card().name()).use(entry.card().atc());
        }
    }

    private void reverse(LedgerEntry entry, Instant at) {
        entries.put(entry.key(), entry.reversed(at));
        if (entry.state() == EntryState.LIVE && entry.card().cryptogram().isVerified()) {
            counters(entry.card().name()).free(entry.card().atc());
        }
    }
}
