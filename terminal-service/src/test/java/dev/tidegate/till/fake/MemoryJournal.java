package dev.tidegate.till.fake;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.LimitsCount;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.JournalBrokenException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A journal in memory that outlives the till's processes of a test, and breaks where it is told to. */
public final class MemoryJournal implements Journal {
    private final List<JournalRecord> records = new ArrayList<>();
    private Acknowledged acknowledged = new Acknowledged(0, new TreeSet<>());
    private LimitsCount inUse = new LimitsCount();
    private UUID epoch = new UUID(1, 1);
    private @Nullable RecordType breaksAt;

    /** As a till's process opens it. */
    public synchronized MemoryJournal opened() {
        epoch = new UUID(epoch.getMostSignificantBits() + 1, 1);
        JournalRecord ignored = append(new JournalEntry.EpochOpen(0, 0));
        return this;
    }

    public synchronized void breakAt(@Nullable RecordType type) {
        breaksAt = type;
    }

    /** As after a disk was replaced by an empty one. */
    public synchronized void forgetAll() {
        records.clear();
        acknowledged = new Acknowledged(0, new TreeSet<>());
        inUse = new LimitsCount();
    }

    public synchronized List<RecordType> types() {
        return records.stream().map(record -> record.entry().type()).toList();
    }

    public synchronized List<JournalRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public synchronized JournalRecord append(JournalEntry entry) {
        if (entry.type() == breaksAt) {
            throw new JournalBrokenException("the disk refuses");
        }
        long seq = records.size() + 1L;
        Octets raw = Octets.of((seq + " " + entry.type()).getBytes(StandardCharsets.UTF_8));
        JournalRecord record = new JournalRecord(
                seq,
                InstantSource.system().instant(),
                entry,
                raw,
                digest(head().link().plus(raw)));
        records.add(record);
        inUse.count(record);
        return record;
    }

    @Override
    public void note(JournalEntry entry) {
        JournalRecord ignored = append(entry);
    }

    @Override
    public synchronized List<JournalRecord> readAfter(long seq, int max) {
        return records.stream().filter(record -> record.seq() > seq).limit(max).toList();
    }

    @Override
    public synchronized Head head() {
        Octets link =
                records.isEmpty() ? Octets.of(new byte[32]) : records.getLast().link();
        return new Head(epoch, records.size(), link);
    }

    @Override
    public synchronized Acknowledged acknowledged() {
        return acknowledged;
    }

    @Override
    public synchronized void acknowledge(Acknowledged now) {
        acknowledged = now;
    }

    @Override
    public synchronized LimitsInUse limitsInUse() {
        return inUse.inUse();
    }

    @Override
    public void close() {
        if (breaksAt == null) {
            JournalRecord ignored =
                    append(new JournalEntry.EpochClose(InstantSource.system().instant()));
        }
    }

    private static Octets digest(Octets bytes) {
        try {
            return Octets.of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
