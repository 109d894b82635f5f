package dev.tidegate.crypto;

import java.time.Duration;

/**
 * How recipient keys follow each other.
 *
 * @param suite of keys that are made from now on: 1 = P-256, 2 = X25519 (keys in a file alone)
 * @param period how long tills seal to one key; whole seconds
 * @param ahead how many whole periods after the current one are published: so long a till may stay away and still seal
 */
public record RotationPlan(int suite, Duration period, int ahead) {
    /** Shorter ones would fill the bundle, longer ones keep a lost disk readable. */
    private static final Duration PERIOD_MIN = Duration.ofMinutes(1);

    private static final Duration PERIOD_MAX = Duration.ofDays(400);

    public RotationPlan {
        if (Suite.of(suite) == null) {
            throw new IllegalArgumentException("unknown suite " + suite);
        }
        if (period.compareTo(PERIOD_MIN) < 0 || period.compareTo(PERIOD_MAX) > 0 || period.getNano() != 0) {
            throw new IllegalArgumentException("a key's period has 1 minute to 400 days, in whole seconds");
        }
        if (ahead < 1 || ahead > RecipientBundle.KEYS_MAX - 2) {
            throw new IllegalArgumentException(
                    "1 to " + (RecipientBundle.KEYS_MAX - 2) + " periods are published ahead");
        }
    }

    /** P-256, a week, and two weeks ahead. */
    public static RotationPlan standard() {
        return new RotationPlan(Suite.P256.code(), Duration.ofDays(7), 2);
    }
}
