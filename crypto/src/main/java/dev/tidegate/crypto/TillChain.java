package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;

/**
 * Where the gateway stands in one till's chain: one row, kept with the records, its key wrapped by
 * {@link GatewayKeys#wrapChainKey}.
 *
 * @param lastSeq the newest record received, 0 before the first
 * @param lastLink its link, 32 bytes; before the first the genesis link
 * @param keySeq which record {@code key} belongs to, at most one above {@code lastSeq}
 * @param key the chain key of that record, 32 bytes
 */
public record TillChain(TillId till, long lastSeq, Octets lastLink, long keySeq, Octets key) {
    public TillChain {
        if (lastSeq < 0 || keySeq < 0 || keySeq > lastSeq + 1 || lastLink.length() != 32 || key.length() != 32) {
            throw new IllegalArgumentException("an impossible place in a chain");
        }
    }

    /**
     * The start of a till's chain.
     *
     * @param secret what the till got at its enrolment, 32 bytes; the caller wipes it
     */
    public static TillChain enrolled(TillId till, byte[] secret) {
        ChainKey first = ChainKey.first(till, secret);
        TillChain chain = new TillChain(till, 0, RecordFrame.genesis(till), 0, octets(first));
        first.wipe();
        return chain;
    }

    /** This chain moved on to a record. */
    TillChain movedTo(RecordFrame frame, byte[] link, ChainKey own) {
        ChainKey next = own.next();
        TillChain moved = new TillChain(till, frame.seq(), Octets.of(link), next.seq(), octets(next));
        next.wipe();
        return moved;
    }

    ChainKey chainKey() {
        return new ChainKey(keySeq, key.toByteArray());
    }

    // The caller keeps it in a database row, as an immutable value: the gateway's heap is not the till's.
    private static Octets octets(ChainKey key) {
        byte[] bytes = key.bytes();
        Octets copy = Octets.of(bytes);
        Wipe.all(bytes);
        return copy;
    }
}
