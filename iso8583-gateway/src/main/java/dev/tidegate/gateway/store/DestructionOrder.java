package dev.tidegate.gateway.store;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The word of two people that a recipient key is to be destroyed whatever is lost with it.
 *
 * @param kid the key's id, hexadecimal
 * @param tills the tills whose records are given up, as the two named them
 * @param doneAt absent before the key is gone
 */
public record DestructionOrder(
        String kid,
        String tills,
        Custodian first,
        Custodian second,
        Instant orderedAt,
        @Nullable Instant doneAt) {
    /** One of the two, with the reason that person gives. */
    public record Custodian(String name, String reason) {
        private static final int NAME_MAX = 64;
        private static final int REASON_MAX = 256;

        public Custodian {
            if (name.isBlank() || name.length() > NAME_MAX || reason.isBlank() || reason.length() > REASON_MAX) {
                throw new IllegalArgumentException("a custodian has a name and gives a reason");
            }
        }
    }

    public DestructionOrder {
        if (same(first.name(), second.name())) {
            throw new IllegalArgumentException("one person is not two");
        }
    }

    /** Whether two names are one person's. */
    static boolean same(String one, String other) {
        return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }
}
