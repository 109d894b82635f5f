package dev.tidegate.till.cli;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.saf.JournalFolder;
import dev.tidegate.saf.JournalFolder.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a journal holds, in numbers: counted in two walks, with memory for its open payments and files alone. */
final class StatsReport {
    /** Where an open payment stands, in the words of the reports: money of one line is never added to another's. */
    enum Group {
        STORED("stored, not captured yet"),
        REVERSING("being reversed, no money expected"),
        ONLINE("asked online, not finished");

        private final String words;

        Group(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        static Group of(Payment payment) {
            if (payment.state() == PaymentState.OUTCOME_UNKNOWN || payment.duty() == Payment.Duty.REVERSE) {
                return REVERSING;
            }
            return payment.isUnsynced() ? STORED : ONLINE;
        }
    }

    /** How many, and how much of each currency in minor units. */
    static final class Sum {
        private long count;
        private final Map<String, Long> minor = new TreeMap<>();

        long count() {
            return count;
        }

        /** In words; a sum may have more digits than an amount. */
        Map<String, Long> minor() {
            return minor;
        }

        private void add(Amount amount) {
            count++;
            minor.merge(amount.currency().getCurrencyCode(), amount.minor(), Math::addExact);
        }
    }

    /** A file of records. */
    static final class Heap {
        private final boolean archived;
        private long bytes;
        private long last;
        private boolean needed;

        private Heap(boolean archived) {
            this.archived = archived;
        }

        long bytes() {
            return bytes;
        }

        boolean archived() {
            return archived;
        }
    }

    private final Map<RecordType, Long> types = new EnumMap<>(RecordType.class);
    private final Map<Path, Heap> heaps = new LinkedHashMap<>();
    private final Map<Group, Sum> open = new EnumMap<>(Group.class);
    private final OpenPayments payments = new OpenPayments();
    private final long acknowledged;
    private final long quarantined;
    private @Nullable String till;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private long first;
    private long last;
    private long records;
    private long recordBytes;
    private long bodiesGone;
    private long odd;

    /** @throws IOException the folder cannot be read */
    StatsReport(Path at, JournalFolder journal) throws IOException {
        this.acknowledged = ShowCommand.acknowledged(journal);
        this.quarantined = files(at.resolve("quarantine"));
        journal.scan(this::count);
        payments.settle(journal);
        Map<Path, Boolean> needed = new HashMap<>();
        journal.scan(piece -> need(piece, needed));
        for (Map.Entry<Path, Heap> each : heaps.entrySet()) {
            each.getValue().bytes = Files.exists(each.getKey()) ? Files.size(each.getKey()) : 0;
            each.getValue().needed = needed.getOrDefault(each.getKey(), false);
        }
        payments.all().forEach(each -> {
            Group group = Group.of(each.payment());
            open.computeIfAbsent(group, ignored -> new Sum()).add(each.payment().amount());
        });
    }

    private void count(Piece piece) {
        RecordView view = piece instanceof Piece.Record record ? RecordView.of(record.raw()) : null;
        if (view == null || !(piece instanceof Piece.Record record)) {
            odd++;
            return;
        }
        Heap heap = heaps.computeIfAbsent(piece.file(), ignored -> new Heap(record.archived()));
        heap.last = Math.max(heap.last, view.seq());
        till = view.till().toString();
        types.merge(view.record().entry().type(), 1L, Long::sum);
        first = records++ == 0 ? view.seq() : first;
        last = view.seq();
        recordBytes += record.raw().length();
        bodiesGone += view.bodyGone() ? 1 : 0;
        Instant at = view.record().wroteAt();
        from = from == null || at.isBefore(from) ? at : from;
        to = to == null || at.isAfter(to) ? at : to;
        payments.take(view.record());
    }

    private void need(Piece piece, Map<Path, Boolean> needed) {
        RecordView view = piece instanceof Piece.Record record ? RecordView.of(record.raw()) : null;
        if (view != null && view.record().entry() instanceof JournalEntry.OfPayment of && payments.has(of.payment())) {
            needed.put(piece.file(), true);
        }
    }

    private static long files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    Map<RecordType, Long> types() {
        return types;
    }

    Map<Group, Sum> open() {
        return open;
    }

    @Nullable
    String till() {
        return till;
    }

    @Nullable
    Instant from() {
        return from;
    }

    @Nullable
    Instant to() {
        return to;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long records() {
        return records;
    }

    long odd() {
        return odd;
    }

    long acknowledged() {
        return acknowledged;
    }

    long quarantined() {
        return quarantined;
    }

    long bodiesGone() {
        return bodiesGone;
    }

    long generations() {
        return heaps.values().stream().filter(heap -> !heap.archived).count();
    }

    long archives() {
        return heaps.values().stream().filter(Heap::archived).count();
    }

    long bytes() {
        return heaps.values().stream().mapToLong(Heap::bytes).sum();
    }

    /** Of a record itself. */
    long bytesPerRecord() {
        return records == 0 ? 0 : recordBytes / records;
    }

    /** With what the file needs besides. */
    long bytesOnDiskPerRecord() {
        return records == 0 ? 0 : bytes() / records;
    }

    /** Bytes of generations that are acknowledged and hold no record of an open payment; never the newest. */
    long bytesToLetGo() {
        List<Heap> whole =
                heaps.values().stream().filter(heap -> !heap.archived).toList();
        return whole.stream()
                .limit(Math.max(0, whole.size() - 1))
                .filter(heap -> !heap.needed && heap.last <= acknowledged)
                .mapToLong(Heap::bytes)
                .sum();
    }

    OpenPayments.@Nullable Open oldest() {
        return payments.all().stream()
                .min(java.util.Comparator.comparingLong(OpenPayments.Open::firstSeq))
                .orElse(null);
    }
}
