package dev.tidegate.core.payment;

import dev.tidegate.core.card.Octets;
import java.time.Instant;

/**
 * One record of the till's journal as it lies on disk.
 *
 * @param seq 1, 2, 3 … over the till's life, never reused
 * @param wroteAt the till's clock, informational
 * @param raw record v1, byte for byte; without its sealed body where that was let go
 * @param link its public hash, 32 bytes, which the next record carries
 */
public record JournalRecord(long seq, Instant wroteAt, JournalEntry entry, Octets raw, Octets link) {
    /** Header 128, summary 2048, sender's key 65, body 8192 + 16, MAC 32, rounded up. */
    public static final int BYTES_MAX = 12_288;

    public JournalRecord {
        if (seq < 1 || raw.isEmpty() || raw.length() > BYTES_MAX || link.length() != 32) {
            throw new IllegalArgumentException("a journal record has a number, bytes within its limit and a link");
        }
    }

    /** Whether it had a sealed body that the till has let go; number, link and the rest are as they were. */
    public boolean isBodyGone() {
        return entry instanceof JournalEntry.WithBody whole && whole.body() == null;
    }
}
