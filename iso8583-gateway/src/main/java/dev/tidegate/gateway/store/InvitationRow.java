package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One invitation to enrol a till.
 *
 * @param tokenHash all that is kept of its token
 * @param withdrawn whether a later one took its place
 * @param keyHash whose key used it, absent before
 */
public record InvitationRow(
        Octets tokenHash,
        TillId till,
        String name,
        Instant invitedAt,
        Instant expiresAt,
        boolean withdrawn,
        @Nullable Octets keyHash) {
    /** What fits a line of a list. */
    public static final int NAME_MAX = 64;

    public InvitationRow {
        if (name.length() > NAME_MAX || !name.chars().allMatch(c -> c >= ' ' && c != 0x7F)) {
            throw new IllegalArgumentException(
                    "a till's name has at most " + NAME_MAX + " characters, none of control");
        }
        if (!invitedAt.isBefore(expiresAt)) {
            throw new IllegalArgumentException("an invitation that ends before it begins");
        }
    }

    /** One that nobody has used. */
    public static InvitationRow fresh(Octets tokenHash, TillId till, String name, Instant now, Instant expiresAt) {
        return new InvitationRow(tokenHash, till, name, now, expiresAt, false, null);
    }
}
