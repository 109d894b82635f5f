package dev.tidegate.gateway;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.RecipientKey;
import dev.tidegate.gateway.store.KeyUseRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * When a recipient key goes (crypto design, "Rotation"): with it go the card data on every till's disk, image and
 * backup that were sealed to it, and nothing else makes them unreadable. So it goes as soon as it may, and never
 * before:
 *
 * <ul>
 *   <li>its period is over, and every till has spoken since then, seals to a newer key and has nothing more to send
 *       under it;
 *   <li>or its period has been over for {@link #GRACE};
 *   <li>but never while a till's last word shows unacknowledged records that may be under it.
 * </ul>
 */
sealed interface Destruction {
    /** How long a till that stays away is waited for. */
    Duration GRACE = Duration.ofDays(30);

    /** Not yet, and nothing is wrong. */
    record NotYet() implements Destruction {}

    /** It would be time, but these tills may hold records that only this key opens: somebody should look. */
    record HeldUp(List<TillId> tills) implements Destruction {
        public HeldUp {
            tills = List.copyOf(tills);
        }
    }

    /** Now. */
    record Due(String rule) implements Destruction {}

    /** @param keys all that exist, the key among them */
    static Destruction of(RecipientKey key, List<RecipientKey> keys, List<KeyUseRow> tills, Instant now) {
        if (now.isBefore(key.notAfter())) {
            return new NotYet();
        }
        boolean old = !now.isBefore(key.notAfter().plus(GRACE));
        List<TillId> holding = tills.stream()
                .filter(till -> mayHold(till, key, keys))
                .map(KeyUseRow::till)
                .toList();
        if (!holding.isEmpty()) {
            return old ? new HeldUp(holding) : new NotYet();
        }
        if (tills.stream().allMatch(till -> till.revoked() || isPast(till, key, keys))) {
            return new Due("every till seals to a newer key");
        }
        return old ? new Due("30 days past its period") : new NotYet();
    }

    /** The tills whose last word shows records that may be under the key. */
    static List<TillId> holding(RecipientKey key, List<RecipientKey> keys, List<KeyUseRow> tills) {
        return tills.stream()
                .filter(till -> mayHold(till, key, keys))
                .map(KeyUseRow::till)
                .toList();
    }

    private static boolean mayHold(KeyUseRow till, RecipientKey key, List<RecipientKey> keys) {
        String oldest = till.oldestSealed();
        if (till.heardAt() == null || till.headSeq() <= till.lastSeq()) {
            return false;
        }
        return oldest == null || (!oldest.isEmpty() && !isNewer(oldest, key, keys));
    }

    private static boolean isPast(KeyUseRow till, RecipientKey key, List<RecipientKey> keys) {
        Instant heard = till.heardAt();
        return heard != null && !heard.isBefore(key.notAfter()) && isNewer(till.sealingTo(), key, keys);
    }

    // One that is not known may be any: it is not newer.
    private static boolean isNewer(String kid, RecipientKey key, List<RecipientKey> keys) {
        return keys.stream()
                .filter(each -> idOf(each).equals(kid))
                .anyMatch(each -> each.notBefore().isAfter(key.notBefore()));
    }

    static String idOf(RecipientKey key) {
        return key.kid().hex().toLowerCase(Locale.ROOT);
    }
}
