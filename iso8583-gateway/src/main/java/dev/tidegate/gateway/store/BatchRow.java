package dev.tidegate.gateway.store;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One batch of a terminal: a stretch of the numbers of events.
 *
 * @param seq counts a terminal's batches from 1 for ever
 * @param number as the acquirer counts them
 * @param lastEvent null while it takes more
 * @param cause why it is held, or how it was closed; empty otherwise
 * @param day the acquirer's, from the first message of its close on
 * @param askedBy who wants it closed, empty where nobody does
 * @param nextAt when it goes on, null for at once
 */
public record BatchRow(
        LaneId lane,
        long seq,
        int number,
        long firstEvent,
        @Nullable Long lastEvent,
        State state,
        String cause,
        @Nullable LocalDate day,
        String askedBy,
        @Nullable Instant askedAt,
        @Nullable Instant nextAt,
        @Nullable Instant closedAt) {
    /** How far its close is. */
    public enum State {
        /** It takes what is booked. */
        OPEN,
        /** Its close is wanted and has not begun: it still takes what is booked. */
        ASKED,
        /** Its sums are to be sent, or sent again. */
        CLOSING,
        /** The host wants its messages one by one. */
        UPLOADING,
        /** The close cannot go on without a person. */
        HELD,
        CLOSED;

        /** Whether messages of a close are to be sent. */
        public boolean isClosing() {
            return this == CLOSING || this == UPLOADING;
        }
    }

    /** A terminal's first. */
    public static BatchRow first(LaneId lane) {
        return open(lane, 1, 1, 1);
    }

    /** The one after this, which begins where this ends. */
    public BatchRow following(int following, long lastOfThis) {
        return open(lane, seq + 1, following, lastOfThis + 1);
    }

    private static BatchRow open(LaneId lane, long seq, int number, long firstEvent) {
        return new BatchRow(lane, seq, number, firstEvent, null, State.OPEN, "", null, "", null, null, null);
    }

    public BatchRow asked(String by, Instant at) {
        return new BatchRow(lane, seq, number, firstEvent, lastEvent, State.ASKED, "", day, by, at, null, closedAt);
    }

    /** Its close begins: what is booked from now on belongs to the next. */
    public BatchRow begun(long upTo, LocalDate of) {
        return new BatchRow(
                lane, seq, number, firstEvent, upTo, State.CLOSING, "", of, askedBy, askedAt, null, closedAt);
    }

    /** It takes more again. */
    public BatchRow reopened() {
        return open(lane, seq, number, firstEvent);
    }

    public BatchRow now(State next, @Nullable Instant at) {
        return new BatchRow(lane, seq, number, firstEvent, lastEvent, next, "", day, askedBy, askedAt, at, closedAt);
    }

    public BatchRow held(String why) {
        return new BatchRow(
                lane, seq, number, firstEvent, lastEvent, State.HELD, why, day, askedBy, askedAt, null, closedAt);
    }

    public BatchRow closed(String how, Instant at) {
        return new BatchRow(
                lane, seq, number, firstEvent, lastEvent, State.CLOSED, how, day, askedBy, askedAt, null, at);
    }

    public BatchRow numbered(int other) {
        return new BatchRow(
                lane, seq, other, firstEvent, lastEvent, state, cause, day, askedBy, askedAt, nextAt, closedAt);
    }

    public BatchRow of(LocalDate other) {
        return new BatchRow(
                lane, seq, number, firstEvent, lastEvent, state, cause, other, askedBy, askedAt, nextAt, closedAt);
    }

    /** The same up to another event. */
    public BatchRow upTo(long other) {
        return new BatchRow(
                lane, seq, number, firstEvent, other, state, cause, day, askedBy, askedAt, nextAt, closedAt);
    }

    /** Where it ends, once its close has begun. */
    public long end() {
        if (lastEvent == null) {
            throw new IllegalStateException("batch " + seq + " of " + lane + " takes more");
        }
        return lastEvent;
    }

    /** The acquirer's day, once its close has begun. */
    public LocalDate ofDay() {
        if (day == null) {
            throw new IllegalStateException("batch " + seq + " of " + lane + " is of no day yet");
        }
        return day;
    }
}
