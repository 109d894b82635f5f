package dev.tidegate.core.flow;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.LimitsCount;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.JournalBrokenException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A journal in memory that can be told to break at a kind of record, as a full disk would. */
final class ListJournal implements Journal {
    private final List<JournalRecord> records = new ArrayList<>();
    private Acknowledged acknowledged = new Acknowledged(0, new TreeSet<>());
    private final LimitsCount inUse = new LimitsCount();
    private @Nullable RecordType breaksAt;
    private @Nullable RecordType meanwhileAt;
    private Runnable meanwhile = () -> {};

    void breakAt(RecordType type) {
        breaksAt = type;
    }

    /** Runs once, just before the next record of that kind is written. */
    void before(RecordType type, Runnable work) {
        meanwhileAt = type;
        meanwhile = work;
    }

    void mend() {
        breaksAt = null;
    }

    List<RecordType> types() {
        return records.stream().map(r -> r.entry().type()).toList();
    }

    List<JournalEntry> entries() {
        return records.stream().map(JournalRecord::entry).toList();
    }

    @Override
    public JournalRecord append(JournalEntry entry) {
        if (entry.type() == breaksAt) {
            throw new JournalBrokenException("the disk refuses");
        }
        if (entry.type() == meanwhileAt) {
            meanwhileAt = null;
            meanwhile.run();
        }
        JournalRecord record = Sales.record(records.size() + 1, entry);
        records.add(record);
        inUse.count(record);
        return record;
    }

    @Override
    public void note(JournalEntry entry) {
        JournalRecord ignored = append(entry);
    }

    @Override
    public List<JournalRecord> readAfter(long seq, int max) {
        return records.stream().filter(r -> r.seq() > seq).limit(max).toList();
    }

    @Override
    public Head head() {
        return new Head(new UUID(1, 1), records.size(), dev.tidegate.core.card.Octets.of(new byte[32]));
    }

    @Override
    public Acknowledged acknowledged() {
        return acknowledged;
    }

    @Override
    public void acknowledge(Acknowledged now) {
        acknowledged = now;
    }

    @Override
    public LimitsInUse limitsInUse() {
        return inUse.inUse();
    }

    @Override
    public void close() {}
}
