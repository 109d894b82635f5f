package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two people's word that one till may bring one export of another till's journal.
 *
 * @param notAfter it is used for the first time until then
 * @param claim the export that it was used for first, absent before that
 * @param doneAt when the gateway had every record of it, absent before that
 */
public record AdoptionRow(
        UUID grant,
        TillId from,
        TillId to,
        Instant grantedAt,
        Instant notAfter,
        String first,
        String second,
        @Nullable Claim claim,
        @Nullable Instant begunAt,
        @Nullable Instant doneAt,
        @Nullable Instant revokedAt,
        String revokedBy) {
    /** What a person is called. */
    public static final int NAME_MAX = 64;

    private static final int HASH_BYTES = 32;

    /**
     * One export.
     *
     * @param digest SHA-256 over it, its name
     * @param lastSeq its last record
     * @param lastLink the link of that
     */
    public record Claim(Octets digest, long lastSeq, Octets lastLink) {
        public Claim {
            if (digest.length() != HASH_BYTES || lastLink.length() != HASH_BYTES || lastSeq < 1) {
                throw new IllegalArgumentException("an impossible export");
            }
        }
    }

    /** How far it has come. */
    public enum State {
        GRANTED,
        BEGUN,
        DONE,
        EXPIRED,
        REVOKED
    }

    public AdoptionRow {
        if (first.isBlank() || first.length() > NAME_MAX || second.isBlank() || second.length() > NAME_MAX) {
            throw new IllegalArgumentException("a person has a name of at most " + NAME_MAX + " characters");
        }
        if (DestructionOrder.same(first, second)) {
            throw new IllegalArgumentException("one person is not two");
        }
    }

    /** A new one. */
    public static AdoptionRow fresh(
            UUID grant, TillId from, TillId to, Instant at, Instant notAfter, String first, String second) {
        return new AdoptionRow(grant, from, to, at, notAfter, first, second, null, null, null, null, "");
    }

    public State state(Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        if (claim != null) {
            return doneAt == null ? State.BEGUN : State.DONE;
        }
        return now.isAfter(notAfter) ? State.EXPIRED : State.GRANTED;
    }
}
