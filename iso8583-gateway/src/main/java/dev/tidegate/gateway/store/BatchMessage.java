package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.profile.BatchTotals;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One message of a batch's close, with its repeats: INTENT is on disk before its first byte.
 *
 * @param n counts a batch's messages from 1
 * @param identity what a repeat keeps
 * @param item the event whose booking an upload tells again, 0 in sums
 * @param sends how often it was given to the link, or may have been
 * @param code DE 39 of the answer, empty where there is none
 * @param host the host's own sums, null where it named none
 */
public record BatchMessage(
        LaneId lane,
        long seq,
        int n,
        Kind kind,
        State state,
        Identity identity,
        long item,
        int sends,
        String code,
        @Nullable BatchTotals host,
        @Nullable Instant answeredAt) {
    /** What is said. */
    public enum Kind {
        /** 0500. */
        SUMS,
        /** 0320. */
        UPLOAD
    }

    /** How far it came. */
    public enum State {
        /** On disk before its first byte. */
        INTENT,
        /** The process that wrote it saw that no byte left. */
        NOT_WRITTEN,
        /** Bytes left, or may have; no answer yet. */
        TIMED_OUT,
        ANSWERED,
        /** It cannot be made: people were told. */
        DROPPED;

        /** Whether it goes again under the same numbers. */
        public boolean isOpen() {
            return this == INTENT || this == NOT_WRITTEN || this == TIMED_OUT;
        }
    }

    /**
     * What a repeat keeps.
     *
     * @param date of the STAN, at the terminal
     * @param number of the batch
     * @param day the acquirer's
     * @param upTo reversals up to this event are taken off the sums
     */
    public record Identity(Stan stan, LocalDate date, Instant firstSentAt, int number, LocalDate day, long upTo) {}

    /** A first sending, to be written before its first byte. */
    public static BatchMessage intent(BatchRow batch, int n, Kind kind, Identity identity, long item) {
        return new BatchMessage(batch.lane(), batch.seq(), n, kind, State.INTENT, identity, item, 1, "", null, null);
    }

    /** Ready for its next bytes. */
    public BatchMessage again() {
        return new BatchMessage(lane, seq, n, kind, State.INTENT, identity, item, sends + 1, code, host, answeredAt);
    }

    /** Certainly no byte left: the same numbers go again. */
    public BatchMessage unwritten() {
        State back = sends > 1 ? State.TIMED_OUT : State.NOT_WRITTEN;
        return new BatchMessage(lane, seq, n, kind, back, identity, item, sends - 1, code, host, answeredAt);
    }

    public BatchMessage timedOut() {
        return new BatchMessage(lane, seq, n, kind, State.TIMED_OUT, identity, item, sends, code, host, answeredAt);
    }

    public BatchMessage answered(String with, @Nullable BatchTotals totals, Instant at) {
        return new BatchMessage(lane, seq, n, kind, State.ANSWERED, identity, item, sends, with, totals, at);
    }

    public BatchMessage dropped() {
        return new BatchMessage(lane, seq, n, kind, State.DROPPED, identity, item, sends - 1, code, host, answeredAt);
    }
}
