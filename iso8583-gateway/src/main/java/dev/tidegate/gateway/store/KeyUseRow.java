package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an enrolled till said last of the keys it seals to, beside what the gateway has of it.
 *
 * @param lastSeq the last record that has come
 * @param headSeq the last record that the till has, as of {@code heardAt}
 * @param sealingTo the id of the key of its next seal, empty where it has none
 * @param oldestSealed the id of the key of its oldest sealed record that was not acknowledged then, empty where it had
 *     none, absent where it could not say
 * @param heardAt absent before the first word
 */
public record KeyUseRow(
        TillId till,
        boolean revoked,
        long lastSeq,
        long headSeq,
        String sealingTo,
        @Nullable String oldestSealed,
        @Nullable Instant heardAt) {
    /** An id is 16 hexadecimal digits. */
    public static final int ID_MAX = 16;

    public KeyUseRow {
        if (!isId(sealingTo) || (oldestSealed != null && !isId(oldestSealed))) {
            throw new IllegalArgumentException("an impossible key id");
        }
    }

    private static boolean isId(String text) {
        return text.isEmpty() || (text.length() == ID_MAX && text.matches("[0-9a-f]+"));
    }
}
