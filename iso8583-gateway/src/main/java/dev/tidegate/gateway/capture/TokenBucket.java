package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.profile.CaptureRules.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How many messages a line takes: so many a second, and a burst after a pause. Who comes first may take the last token;
 * the others leave some for those before them. Safe to use from several threads.
 */
final class TokenBucket {
    private static final long NANOS = 1_000_000_000L;

    private final Rate rate;
    private final InstantSource clock;
    private long nanos;
    private Instant filled;

    /** Whose message it is. */
    enum Claim {
        /** A reversal, or a sale whose cardholder waits. */
        FIRST,
        /** Money that is ours already: advices, completions, refunds of voids. */
        ADVICE,
        DEFERRED;

        /** So much of the burst is left for those before it, in quarters. */
        private int leaves() {
            return ordinal();
        }
    }

    TokenBucket(Rate rate, InstantSource clock) {
        this.rate = rate;
        this.clock = clock;
        this.nanos = full();
        this.filled = clock.instant();
    }

    /** Takes a token, where enough are left for those who come first. */
    synchronized boolean take(Claim claim) {
        fill();
        if (nanos - token() < full() / 4 * claim.leaves()) {
            return false;
        }
        nanos -= token();
        return true;
    }

    // A clock that goes back gives nothing, and takes nothing away.
    private void fill() {
        Instant now = clock.instant();
        Duration since = Duration.between(filled, now);
        if (since.isPositive()) {
            long passed = since.compareTo(Duration.ofNanos(full())) > 0 ? full() : since.toNanos();
            nanos = Math.min(full(), nanos + passed);
        }
        filled = now;
    }

    private long token() {
        return NANOS / rate.perSecond();
    }

    private long full() {
        return token() * rate.burst();
    }
}
