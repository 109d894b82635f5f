package dev.tidegate.gateway.intake;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.crypto.OpenedBody;
import org.jspecify.annotations.Nullable;

/** What one uploaded record has turned out to be, before anything is written. */
sealed interface Arrived {
    /** Its bytes as they came. */
    Octets raw();

    /**
     * Good.
     *
     * @param body of a STORED record, opened; absent in others
     * @param previousBroken whether it was linked to another record than the one before it
     */
    record Good(JournalRecord record, @Nullable OpenedBody body, boolean previousBroken) implements Arrived {
        @Override
        public Octets raw() {
            return record.raw();
        }
    }

    /**
     * Good as a record, but its sealed body is not.
     *
     * @param code why, for people
     */
    record BadBody(JournalRecord record, String code, boolean previousBroken) implements Arrived {
        @Override
        public Octets raw() {
            return record.raw();
        }
    }

    /**
     * Damaged or forged; it counts as received.
     *
     * @param claimed what it says, if that can be read; nothing of it is believed
     */
    record SetAside(
            Octets raw,
            String code,
            long seq,
            Octets link,
            @Nullable JournalEntry claimed) implements Arrived {}

    /** The number is known under another link. */
    record Forked(Octets raw, long seq, @Nullable JournalEntry claimed) implements Arrived {}
}
