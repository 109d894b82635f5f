package dev.tidegate.simulator.acquirer.books;

import dev.tidegate.simulator.acquirer.issuer.AtcHistory;
import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the acquirer has booked: each (terminal, class, STAN, RRN) once. Every change is on disk before it is seen. Not
 * safe for threads by itself: whoever decides and books holds its monitor for both.
 */
public final class Ledger implements AutoCloseable {
    /** Bookings and tombstones kept in memory, each about a kilobyte. */
    public static final int ENTRIES_MAX = 200_000;

    private final LedgerFile file;
    private final SequencedMap<TransactionKey, LedgerEntry> entries = new LinkedHashMap<>();
    private final LedgerIndex index = new LedgerIndex();
    private final SequencedMap<OriginalReference, Tombstone> tombstones = new LinkedHashMap<>();
    private final Map<String, AtcHistory> counters = new HashMap<>();
    private final Batches batches = new Batches();
    private LocalDate businessDate = LocalDate.MIN;

    private Ledger(LedgerFile file) {
        this.file = file;
    }

    /**
     * Opens the ledger of a state folder, as it stood when it was last written.
     *
     * @throws LedgerBrokenException when another process has it, or its file is bad; the caller does not start
     */
    public static Ledger open(Path stateFolder) {
        var ledger = new Ledger(LedgerFile.open(stateFolder.resolve("ledger.jsonl")));
        ledger.file.found().forEach(ledger::apply);
        return ledger;
    }

    public synchronized Optional<LedgerEntry> find(TransactionKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The newest booking that a message speaks of. */
    public synchronized Optional<LedgerEntry> find(OriginalReference original) {
        List<TransactionKey> candidates =
                original.item().isEmpty() ? index.candidates(original) : batches.keys(original.tid());
        return candidates.stream()
                .map(this::booking)
                .filter(entry -> entry.isMeantBy(original))
                .findFirst();
    }

    /** The hold of a card that an advice completes, by its reference or its authorisation. */
    public synchronized Optional<LedgerEntry> hold(String tid, String rrn, String authorisation, String maskedPan) {
        return index.holds(tid, rrn, authorisation)
                .map(this::booking)
                .filter(entry -> entry.kind() == TransactionKind.AUTHORISATION)
                .filter(entry -> entry.card().pan().equals(maskedPan))
                .findFirst();
    }

    /** Whether the reversal of what this wants to book came before it. */
    public synchronized boolean isBarred(LedgerEntry entry) {
        return index.tombstones(entry)
                .flatMap(buried -> tombstone(buried).stream())
                .anyMatch(tombstone -> tombstone.bars(entry));
    }

    public synchronized Optional<Tombstone> tombstone(OriginalReference original) {
        return Optional.ofNullable(tombstones.get(original));
    }

    /** What stands of the refunds of a sale, in minor units. */
    public synchronized long refunded(TransactionKey sale) {
        return index.refunds(sale).stream()
                .map(this::booking)
                .filter(entry -> entry.state() == EntryState.LIVE)
                .mapToLong(LedgerEntry::standing)
                .sum();
    }

    /** The counters seen of a card, by its account's name. */
    public synchronized AtcHistory counters(String card) {
        return counters.computeIfAbsent(card, name -> new AtcHistory());
    }

    public synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries.values());
    }

    public synchronized List<Tombstone> tombstones() {
        return List.copyOf(tombstones.values());
    }

    public synchronized Totals totals() {
        return Totals.of(entries.values(), tombstones.size());
    }

    /** The sums by terminal, business date and batch, in that order. */
    public synchronized List<Book> books() {
        return Book.of(entries.values());
    }

    public synchronized int size() {
        return entries.size() + tombstones.size();
    }

    /** The terminal's open batch. */
    public synchronized Batch batch(String tid) {
        return batches.batch(tid, entries);
    }

    /** Every terminal's open batch, in order. */
    public synchronized Map<String, Batch> batches() {
        return batches.all(entries);
    }

    /** Whether a booking is in the open batch of its terminal. */
    public synchronized boolean isOpen(TransactionKey key) {
        return batches.holds(key);
    }

    /** The acquirer's day: the later of today and what a cut-over has made of it. */
    public synchronized LocalDate businessDate(LocalDate today) {
        return businessDate.isAfter(today) ? businessDate : today;
    }

    /** Where the terminal's next booking goes. */
    public synchronized Place nextPlace(String tid, LocalDate today) {
        return new Place(businessDate(today), batches.number(tid), batches.nextItem(tid));
    }

    /**
     * Appends an event and returns when it is on disk.
     *
     * @throws LedgerBrokenException when the disk refuses; the caller answers nothing
     */
    public synchronized void append(LedgerEvent event) {
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
            case LedgerEvent.Reduced(var key, var standing, var at) ->
                entries.computeIfPresent(key, (same, entry) -> entry.reducedTo(standing, at));
            case LedgerEvent.Buried(var original, var amount, var at) -> bury(original, amount, at);
            case LedgerEvent.UploadAsked(var tid, var at) -> batches.askForUpload(tid);
            case LedgerEvent.Uploaded(var key, var at) -> batches.tell(key);
            case LedgerEvent.BatchClosed(var tid, var close, var at) -> closeBatch(tid, close);
            case LedgerEvent.BatchNumbered(var tid, var number, var at) -> batches.renumber(tid, number);
            case LedgerEvent.DayTurned(var date, var at) -> businessDate = date;
        }
    }

    private void book(LedgerEntry entry) {
        entries.put(entry.key(), entry);
        index.add(entry);
        batches.add(entry);
        if (entry.card().cryptogram().isVerified()) {
            counters(entry.card().name()).use(entry.card().atc());
        }
        if (entry.state() == EntryState.LIVE && entry.kind() == TransactionKind.COMPLETION) {
            become(entry.about(), EntryState.DONE, entry.bookedAt());
        }
        if (entry.state() == EntryState.DONE && entry.kind() == TransactionKind.VOID) {
            become(entry.about(), EntryState.VOIDED, entry.bookedAt());
        }
    }

    private void reverse(LedgerEntry entry, Instant at) {
        entries.put(entry.key(), entry.reversed(at));
        if (entry.kind() == TransactionKind.VOID && entry.state() == EntryState.DONE) {
            entries.put(entry.key(), entry.reversed(at).become(EntryState.REVERSED, at));
            find(entry.about()).ifPresent(sale -> become(sale.key(), LedgerEntry.firstState(sale.kind()), at));
        }
        if (!entry.state().isStanding()) {
            return;
        }
        if (entry.card().cryptogram().isVerified()) {
            counters(entry.card().name()).free(entry.card().atc());
        }
        if (entry.kind() == TransactionKind.COMPLETION) {
            become(entry.about(), EntryState.HELD, at);
        }
    }

    private void become(TransactionKey key, EntryState state, Instant at) {
        entries.computeIfPresent(key, (same, entry) -> entry.become(state, at));
    }

    private void closeBatch(String tid, BatchClose close) {
        for (TransactionKey carried : batches.close(tid, close)) {
            int item = batches.nextItem(tid);
            int number = batches.number(tid);
            entries.computeIfPresent(
                    carried,
                    (same, entry) -> entry.movedTo(new Place(entry.place().businessDate(), number, item)));
            find(carried).ifPresent(batches::add);
        }
    }

    private void bury(OriginalReference original, long amount, Instant at) {
        if (!tombstones.containsKey(original)) {
            index.add(original);
        }
        tombstones.merge(original, new Tombstone(original, amount, 1, at), (earlier, same) -> earlier.again());
    }

    private LedgerEntry booking(TransactionKey key) {
        return find(key).orElseThrow();
    }
}
