package dev.tidegate.gateway.profile;

import java.time.Duration;
import java.time.Instant;

/**
 * When something goes again: after {@code first}, then twice as long each time, up to {@code most}.
 *
 * @param max how many sendings there are in all
 */
public record Repeats(Duration first, Duration most, int max) {
    /** Doubling more often would only pass the longest wait. */
    private static final int DOUBLINGS_MAX = 20;

    /** When the sending after the {@code sends}-th is due. */
    public Instant after(int sends, Instant now) {
        int doublings = Math.clamp(sends - 1L, 0, DOUBLINGS_MAX);
        Duration wait = first.multipliedBy(1L << doublings);
        return now.plus(wait.compareTo(most) > 0 ? most : wait);
    }

    public boolean isExhausted(int sends) {
        return sends >= max;
    }
}
