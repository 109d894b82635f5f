package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.profile.ReversalReason;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One message to the acquirer, with its repeats: INTENT is on disk before its first byte.
 *
 * @param number counts a payment's attempts from 1, reversals among them
 * @param trace absent until the first sending
 * @param sends how often it was given to the link, or may have been
 * @param nextAt when it is repeated, absent where it is not
 * @param original which attempt a reversal takes back or a completion completes, else 0
 * @param reason why a reversal takes back, in its repeats too; absent in other messages
 * @param takenOver found in INTENT by a process that did not write it: it counts as written
 * @param remark a word for people, empty where there is nothing to say
 */
public record AttemptRow(
        PaymentId payment,
        int number,
        Kind kind,
        State state,
        LaneId lane,
        @Nullable Trace trace,
        int sends,
        @Nullable Instant nextAt,
        int original,
        @Nullable ReversalReason reason,
        boolean takenOver,
        Said said,
        String remark) {

    /** What is asked of the acquirer. */
    public enum Kind {
        /** 0200 of a sale whose cardholder waits. */
        SALE,
        /** 0220 of a sale that the card approved. */
        ADVICE,
        /** 0220 of a sale that its issuer approved by telephone. */
        VOICE,
        /** 0200 with the deferred mark. */
        DEFERRED,
        /** 0420. */
        REVERSAL,
        /** 0220 that takes the money of an approval that held it. */
        COMPLETION,
        /** Money back to a card. */
        REFUND,
        /** A new request for a stored sale that was declined. */
        LATER;

        /** Whether somebody waits for the answer: without one in time it is reversed. */
        public boolean isLive() {
            return this == SALE || this == REFUND;
        }

        /**
         * Whether the money is ours already, so that it is only told: repeated, and not reversed for want of an answer.
         */
        public boolean isAdvice() {
            return this == ADVICE || this == VOICE || this == COMPLETION;
        }
    }

    /** How far it came. */
    public enum State {
        /** To be sent, nothing written yet (reversals, completions). */
        QUEUED,
        /** On disk before its first byte. */
        INTENT,
        /** The process that wrote it saw that no byte left. */
        NOT_WRITTEN,
        ANSWERED,
        /** Bytes left, or may have; no answer yet. */
        TIMED_OUT,
        /** Taken back by a reversal that was answered. */
        REVERSED,
        /** A reversal that was not needed after all. */
        DROPPED,
        /** A reversal that nobody answers: for people. */
        PARKED;

        /** Whether the acquirer may yet do something with it. */
        public boolean isOpen() {
            return this == QUEUED || this == INTENT || this == TIMED_OUT || this == PARKED;
        }
    }

    /**
     * Its identity at the acquirer; a repeat keeps it.
     *
     * @param firstSentAt DE 7 of the first sending
     */
    public record Trace(Stan stan, Rrn rrn, LocalDate businessDate, Instant firstSentAt) {}

    /**
     * What the acquirer said, empty texts where nothing.
     *
     * @param issuerData tags 91, 71 and 72
     * @param minor the amount it names, absent where it names none
     * @param localTime the host's own DE 12
     */
    public record Said(
            String responseCode,
            String authorisationCode,
            Octets issuerData,
            @Nullable Instant at,
            @Nullable Long minor,
            String localTime) {
        public Said(String responseCode, String authorisationCode, Octets issuerData, @Nullable Instant at) {
            this(responseCode, authorisationCode, issuerData, at, null, "");
        }

        /** Nothing. */
        public static Said nothing() {
            return new Said("", "", Octets.empty(), null);
        }
    }

    /** A first message of a payment, not sent. */
    public static AttemptRow fresh(PaymentId payment, int number, Kind kind, LaneId lane) {
        return new AttemptRow(
                payment, number, kind, State.QUEUED, lane, null, 0, null, 0, null, false, Said.nothing(), "");
    }

    /** The reversal of an attempt, to be sent at once. */
    public static AttemptRow reversalOf(AttemptRow original, int number, ReversalReason reason, Instant now) {
        return new AttemptRow(
                original.payment,
                number,
                Kind.REVERSAL,
                State.QUEUED,
                original.lane,
                null,
                0,
                now,
                original.number,
                reason,
                original.takenOver,
                Said.nothing(),
                "");
    }

    /** The completion of an approval, to be sent at once under numbers that it has already. */
    public static AttemptRow completionOf(AttemptRow held, int number, Trace trace, Instant at) {
        return new AttemptRow(
                held.payment,
                number,
                Kind.COMPLETION,
                State.QUEUED,
                held.lane,
                trace,
                0,
                at,
                held.number,
                null,
                false,
                Said.nothing(),
                "");
    }

    /** Its identity, where it was given one. */
    public Trace sent() {
        if (trace == null) {
            throw new IllegalStateException("attempt " + number + " of " + payment + " was never sent");
        }
        return trace;
    }

    public AttemptRow now(State state) {
        return new AttemptRow(
                payment, number, kind, state, lane, trace, sends, null, original, reason, takenOver, said, remark);
    }

    /** Ready for its next bytes. */
    public AttemptRow intent(Trace given) {
        return new AttemptRow(
                payment,
                number,
                kind,
                State.INTENT,
                lane,
                given,
                sends + 1,
                null,
                original,
                reason,
                takenOver,
                said,
                remark);
    }

    /** Certainly no byte left: the same numbers go again. */
    public AttemptRow unwritten() {
        return new AttemptRow(
                payment,
                number,
                kind,
                sends > 1 ? State.TIMED_OUT : State.NOT_WRITTEN,
                lane,
                trace,
                sends - 1,
                null,
                original,
                reason,
                takenOver,
                said,
                remark);
    }

    public AttemptRow timedOut(@Nullable Instant next) {
        return new AttemptRow(
                payment,
                number,
                kind,
                State.TIMED_OUT,
                lane,
                trace,
                sends,
                next,
                original,
                reason,
                takenOver,
                said,
                remark);
    }

    public AttemptRow answered(Said what) {
        return new AttemptRow(
                payment,
                number,
                kind,
                State.ANSWERED,
                lane,
                trace,
                sends,
                null,
                original,
                reason,
                takenOver,
                what,
                remark);
    }

    public AttemptRow asTakenOver() {
        return new AttemptRow(
                payment, number, kind, state, lane, trace, sends, nextAt, original, reason, true, said, remark);
    }

    /** A reversal for this reason. */
    public AttemptRow because(ReversalReason why) {
        return new AttemptRow(
                payment, number, kind, state, lane, trace, sends, nextAt, original, why, takenOver, said, remark);
    }

    public AttemptRow remarked(String word) {
        return new AttemptRow(
                payment, number, kind, state, lane, trace, sends, nextAt, original, reason, takenOver, said, word);
    }

    public AttemptRow nextAt(@Nullable Instant at) {
        return new AttemptRow(
                payment, number, kind, state, lane, trace, sends, at, original, reason, takenOver, said, remark);
    }
}
