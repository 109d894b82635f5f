package dev.tidegate.gateway.store;

import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One payment as the gateway knows it, without its card columns.
 *
 * @param terms absent for a tombstone: nothing of that sale ever arrived
 */
public record PaymentRow(
        PaymentId id,
        TillId till,
        LaneId lane,
        Kind kind,
        @Nullable Terms terms,
        Place place,
        Marks marks,
        Outcome outcome) {

    /** How the gateway came to know of it. */
    public enum Kind {
        /** Asked online. */
        LIVE,
        OFFLINE_APPROVED,
        DEFERRED_AUTHORISATION,
        /** With the code that its issuer gave by telephone. */
        VOICE_APPROVED,
        /** Gives back a part of another payment. */
        REFUND,
        /** Reversed before it arrived. */
        TOMBSTONE;

        /** Whether it comes from a STORED record. */
        public boolean isStored() {
            return isAdvice() || this == DEFERRED_AUTHORISATION;
        }

        /** Whether the money is ours already, so that it is only told. */
        public boolean isAdvice() {
            return this == OFFLINE_APPROVED || this == VOICE_APPROVED;
        }
    }

    /** What was sold. */
    public record Terms(Amount amount, Instant soldAt, EntryMode entryMode, MaskedPan card) {}

    /**
     * Where it stands.
     *
     * @param version counts its changes from 1
     * @param event the number of the last one among all payments
     */
    public record Place(PaymentState state, Reason reason, long version, long event) {}

    /**
     * What its till has said of it.
     *
     * @param storedSeq the STORED record, 0 where there is none
     * @param shown whether a person was told
     * @param completed whether a live approval stands for good
     * @param tombstone whether a later request for it is refused
     */
    public record Marks(long storedSeq, boolean shown, boolean completed, boolean tombstone) {
        /** Nothing was said. */
        public static Marks none() {
            return new Marks(0, false, false, false);
        }

        public Marks asShown() {
            return new Marks(storedSeq, true, completed, tombstone);
        }

        public Marks asCompleted() {
            return new Marks(storedSeq, shown, true, tombstone);
        }

        public Marks asTombstone() {
            return new Marks(storedSeq, shown, completed, true);
        }
    }

    /** What {@code authorise} answered first; the same id gets it again. */
    public enum FirstAnswer {
        NONE,
        APPROVED,
        DECLINED,
        NOT_SENT,
        UNKNOWN
    }

    /**
     * What became of it.
     *
     * @param cause why the first answer was NOT_SENT
     * @param attempts how many messages were sent for it, reversals and repeats not counted
     */
    public record Outcome(
            FirstAnswer first,
            Reason cause,
            HostReply reply,
            @Nullable Amount captured,
            @Nullable Instant capturedAt,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Instant deadline) {
        /** Nothing yet. */
        public static Outcome none() {
            return new Outcome(FirstAnswer.NONE, Reason.NONE, HostReply.none(), null, null, 0, null, null);
        }

        public Outcome first(FirstAnswer answer, Reason why) {
            return new Outcome(answer, why, reply, captured, capturedAt, attempts, nextAttempt, deadline);
        }

        public Outcome said(HostReply now) {
            return new Outcome(first, cause, now, captured, capturedAt, attempts, nextAttempt, deadline);
        }

        /** Booked, and nothing more to send. */
        public Outcome booked(Amount amount, Instant at) {
            return new Outcome(first, cause, reply, amount, at, attempts, null, deadline);
        }

        /** Nothing is booked, and nothing more to send. */
        public Outcome unbooked() {
            return new Outcome(first, cause, reply, null, null, attempts, null, deadline);
        }

        /** One message more. */
        public Outcome attempted() {
            return new Outcome(first, cause, reply, captured, capturedAt, attempts + 1, null, deadline);
        }

        public Outcome next(@Nullable Instant at) {
            return new Outcome(first, cause, reply, captured, capturedAt, attempts, at, deadline);
        }

        public Outcome until(Instant end) {
            return new Outcome(first, cause, reply, captured, capturedAt, attempts, nextAttempt, end);
        }
    }

    /** A payment of which nothing is written yet. */
    public static PaymentRow fresh(PaymentId id, TillId till, LaneId lane, Kind kind, @Nullable Terms terms) {
        PaymentState first = kind.isStored() ? PaymentState.COLLECTING : PaymentState.ASKING;
        return new PaymentRow(
                id, till, lane, kind, terms, new Place(first, Reason.NONE, 0, 0), Marks.none(), Outcome.none());
    }

    public PaymentState state() {
        return place.state();
    }

    public PaymentRow with(Place now) {
        return new PaymentRow(id, till, lane, kind, terms, now, marks, outcome);
    }

    public PaymentRow with(Marks now) {
        return new PaymentRow(id, till, lane, kind, terms, place, now, outcome);
    }

    public PaymentRow with(Outcome now) {
        return new PaymentRow(id, till, lane, kind, terms, place, marks, now);
    }

    /** The same sale for another amount. */
    public PaymentRow sold(Amount amount) {
        Terms was = sold();
        Terms now = new Terms(amount, was.soldAt(), was.entryMode(), was.card());
        return new PaymentRow(id, till, lane, kind, now, place, marks, outcome);
    }

    /** The sale's terms, where it is known that some came. */
    public Terms sold() {
        if (terms == null) {
            throw new IllegalStateException("nothing of the sale is known for " + id);
        }
        return terms;
    }
}
