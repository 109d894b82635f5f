package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's check of one record, before any public-key work: length, fixed fields, till, number, MAC, link,
 * summary, in that order (crypto design, "Gateway accept").
 *
 * <p>Changes nothing: the caller commits the chain's next place together with the record. Safe to use from several
 * threads; records of one till go through in order.
 */
public final class RecordGate {
    private final AcceptedLinks links;

    /** @param links tells a repeated record from a fork */
    public RecordGate(AcceptedLinks links) {
        this.links = links;
    }

    /**
     * What becomes of a record. Whether the till is known and not revoked was asked before, per request.
     *
     * <p>An EPOCH_OPEN that reports exactly the missing numbers as lost closes a gap, once its MAC has proven that the
     * till says so; the caller sees the range in its entry.
     *
     * @param raw as the till sent it, any bytes
     * @param chain where this till's chain stands
     */
    public Acceptance accept(Octets raw, TillChain chain) {
        RecordFrame frame;
        try {
            // After a restore a till brings again what it has let go of the bodies of; what that is worth the caller
            // knows.
            frame = RecordFrame.readOwn(raw);
        } catch (Rejection e) {
            return new Acceptance.Refused(e.code());
        }
        if (!frame.till().equals(chain.till())) {
            return new Acceptance.Refused("UNKNOWN_TILL");
        }
        long expected = chain.lastSeq() + 1;
        if (frame.seq() < expected) {
            return known(frame, chain);
        }
        boolean jumps = frame.seq() > expected;
        if (jumps && !mayJump(frame, expected, chain)) {
            return new Acceptance.Gap(expected, frame.seq());
        }
        return place(frame, raw, chain, jumps);
    }

    /** What a record that was set aside claims to say, for the list of people who look at it; absent if unreadable. */
    public static @Nullable JournalEntry claimed(Octets raw) {
        try {
            return Summary.read(RecordFrame.readOwn(raw));
        } catch (Rejection e) {
            return null;
        }
    }

    private Acceptance known(RecordFrame frame, TillChain chain) {
        long seq = frame.seq();
        Octets received = seq == chain.lastSeq() ? chain.lastLink() : links.at(chain.till(), seq);
        boolean same = received != null && received.equals(Octets.of(frame.link()));
        return same ? new Acceptance.Duplicate(seq) : new Acceptance.Fork(seq);
    }

    private static boolean mayJump(RecordFrame frame, long expected, TillChain chain) {
        boolean reachable = frame.seq() - chain.keySeq() <= ChainKey.STEPS_MAX;
        if (!reachable || frame.type() != RecordType.EPOCH_OPEN) {
            return false;
        }
        try {
            return Summary.read(frame) instanceof JournalEntry.EpochOpen(var from, var to)
                    && from > 0
                    && from <= expected
                    && to == frame.seq() - 1;
        } catch (Rejection e) {
            return false;
        }
    }

    private static Acceptance place(RecordFrame frame, Octets raw, TillChain chain, boolean jumps) {
        byte[] link = frame.link();
        ChainKey from = chain.chainKey();
        ChainKey own = from.at(frame.seq());
        from.wipe();
        try {
            if (!own.verifies(frame, link)) {
                // A jump moves the chain over what is missing: only the till itself may cause one.
                return jumps
                        ? new Acceptance.Gap(chain.lastSeq() + 1, frame.seq())
                        : new Acceptance.SetAside("BAD_MAC", frame.seq(), chain.movedTo(frame, link, own));
            }
            return authentic(frame, raw, link, chain.movedTo(frame, link, own), broken(frame, chain, jumps));
        } finally {
            own.wipe();
        }
    }

    private static boolean broken(RecordFrame frame, TillChain chain, boolean jumps) {
        return !jumps && !frame.previous().equals(chain.lastLink());
    }

    private static Acceptance authentic(
            RecordFrame frame, Octets raw, byte[] link, TillChain next, boolean previousBroken) {
        try {
            JournalEntry entry = Summary.read(frame);
            return new Acceptance.Accepted(frame.record(entry, raw, link), next, previousBroken);
        } catch (Rejection e) {
            return new Acceptance.SetAside(e.code(), frame.seq(), next);
        }
    }
}
