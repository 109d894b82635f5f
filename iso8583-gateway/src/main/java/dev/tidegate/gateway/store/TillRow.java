package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One enrolled till: where its chain stands, and what it said of itself last.
 *
 * @param wrappedKey the chain key of record {@code keySeq}, wrapped by the gateway's keys
 * @param head as of its last heartbeat
 * @param heardAt absent before the first heartbeat
 */
public record TillRow(
        TillId id,
        String name,
        State state,
        long lastSeq,
        Octets lastLink,
        long keySeq,
        Octets wrappedKey,
        Head head,
        @Nullable Instant heardAt) {

    /** How far a till has come. */
    public enum State {
        /** It has a certificate and no chain yet: it may ask for the chain and for nothing else. */
        ENROLLING,
        ENROLLED,
        /** It is refused, whatever it has. */
        REVOKED
    }

    public boolean revoked() {
        return state == State.REVOKED;
    }

    /**
     * The end of a till's journal as it announces it.
     *
     * @param epoch and {@code link} as the till writes them, at most {@link #TEXT_MAX} characters
     * @param unsynced how many sales wait there
     */
    public record Head(String epoch, long seq, String link, int unsynced) {
        /** A link is 64 digits. */
        public static final int TEXT_MAX = 64;

        public Head {
            if (epoch.length() > TEXT_MAX || link.length() > TEXT_MAX || seq < 0 || unsynced < 0) {
                throw new IllegalArgumentException("an impossible head of a journal");
            }
        }
    }
}
