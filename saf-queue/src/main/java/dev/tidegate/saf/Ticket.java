package dev.tidegate.saf;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One caller's wish, waiting for the writer. */
final class Ticket {
    /** What the caller waits for. */
    enum Wish {
        /** The record is on disk. A payment walks here, past its landmarks. */
        APPEND,
        /** The record has its place; the disk may follow. */
        NOTE,
        /** As APPEND, for the journal's own record of its process. */
        EPOCH
    }

    private final JournalEntry entry;
    private final Wish wish;
    private final CompletableFuture<JournalRecord> answer = new CompletableFuture<>();
    private @Nullable JournalRecord record;

    Ticket(JournalEntry entry, Wish wish) {
        this.entry = entry;
        this.wish = wish;
    }

    JournalEntry entry() {
        return entry;
    }

    Wish wish() {
        return wish;
    }

    void made(JournalRecord made) {
        record = made;
    }

    boolean isMade() {
        return record != null;
    }

    /** Answers with the record, if it is as durable as was wished; otherwise with the failure. */
    void answer(long durable, RuntimeException failure) {
        if (record != null && record.seq() <= durable) {
            answer.complete(record);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    void answer() {
        if (record != null) {
            answer.complete(record);
        }
    }

    void fail(RuntimeException failure) {
        answer.completeExceptionally(failure);
    }

    CompletableFuture<JournalRecord> future() {
        return answer;
    }
}
