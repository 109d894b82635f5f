package dev.tidegate.core.port;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.LimitsInUse;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;

/**
 * The till's only truth about payments: an append-only, tamper-evident list of records on disk.
 *
 * <p>Many callers, one writer; no record is visible to a reader before it is durable.
 */
public interface Journal extends AutoCloseable {
    /** Most records one call gives back; a batch of them is what one upload carries. */
    int READ_RECORDS_MAX = 256;

    /** The newest durable record. */
    record Head(UUID epochId, long seq, Octets link) {}

    /**
     * What the gateway has acknowledged.
     *
     * @param contiguous every record up to here
     * @param setAside records that it keeps as damaged; they count as received
     * @param receipt the gateway's newest signed word for it, checked by the caller
     */
    record Acknowledged(long contiguous, SortedSet<Long> setAside, ChainReceipt receipt) {
        /** Without a signed word. */
        public Acknowledged(long contiguous, SortedSet<Long> setAside) {
            this(contiguous, setAside, ChainReceipt.none());
        }
    }

    /**
     * Appends one record and returns when it is on disk.
     *
     * @throws JournalFullException no room is left for one more; the caller refuses the sale
     * @throws JournalBrokenException the disk refused; the caller refuses the sale; if the record is there after all,
     *     it has no SHOWN and is asked about at the next start
     */
    JournalRecord append(JournalEntry entry);

    /**
     * Appends one record and returns before it is on disk: it becomes durable with the next forced one, within a
     * second. For records whose loss costs a question, not money (SHOWN, RESULT).
     *
     * @throws JournalFullException as above
     * @throws JournalBrokenException as above
     */
    void note(JournalEntry entry);

    /** The durable records after a number, oldest first, at most {@code max}. */
    List<JournalRecord> readAfter(long seq, int max);

    Head head();

    Acknowledged acknowledged();

    /**
     * Remembers, forced, what the gateway acknowledged, and of its signed receipts the newest. Never goes back.
     *
     * @throws JournalBrokenException the disk refused; the caller sends the same batch again later, which is harmless
     */
    void acknowledge(Acknowledged now);

    /** Accepted sales without a result known to the till. */
    LimitsInUse limitsInUse();

    @Override
    void close();
}
