package dev.tidegate.core.payment;

import org.jspecify.annotations.Nullable;

/**
 * One payment as the till's ledger knows it: a fold of its journal records.
 *
 * @param seq the journal record that changed it last; 0 while nothing is on disk
 * @param amount what it is of now: of a stored sale with the tip that was put on it
 * @param sale absent until the card was read; its amount is the one that the card was asked for
 * @param kind absent unless it was stored
 * @param part what was approved, where it is less than the amount: the rest is to be paid otherwise
 * @param captured what the acquirer has booked, absent where nothing is
 * @param version of the gateway's newest result, 0 before one came
 * @param shown whether the result was told to a person
 * @param offered whether an OFFERED record covers it
 */
public record Payment(
        PaymentId id,
        long seq,
        Amount amount,
        PaymentState state,
        Reason reason,
        @Nullable Sale sale,
        @Nullable StoredKind kind,
        HostReply reply,
        @Nullable Amount part,
        @Nullable Amount captured,
        long version,
        boolean shown,
        boolean offered,
        Duty duty) {

    /** What the till still owes the gateway for an online sale; sent from the journal until it is acknowledged. */
    public enum Duty {
        NONE,
        COMPLETE,
        REVERSE
    }

    /** A payment whose card is being read. */
    public static Payment collecting(PaymentId id, Amount amount) {
        return new Payment(
                id,
                0,
                amount,
                PaymentState.COLLECTING,
                Reason.NONE,
                null,
                null,
                HostReply.none(),
                null,
                null,
                0,
                false,
                false,
                Duty.NONE);
    }

    /** This payment, ended before anything was on disk. */
    public Payment ended(PaymentState state, Reason reason) {
        return new Payment(
                id, seq, amount, state, reason, sale, kind, reply, part, captured, version, shown, offered, duty);
    }

    /** Whether it carries the badge: stored money that the acquirer does not have yet. */
    public boolean isUnsynced() {
        return state.isUnsynced() || kind != null && state == PaymentState.AUTHORISED;
    }
}
