package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's check of one record, before any public-key work: length, fixed fields, till, number, MAC, link, summary,
 * in that order (crypto design, "Gateway accept").
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
     * @param raw as the till sent it, any bytes
     * @param chain where this till's chain stands
     */
    public Acceptance accept(Octets raw, TillChain chain) {
        throw new UnsupportedOperationException("" + links);
    }

    /** What a record that was set aside claims to say, for the list of people who look at it; absent if unreadable. */
    public static @Nullable JournalEntry claimed(Octets raw) {
        throw new UnsupportedOperationException();
    }
}
