package dev.tidegate.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps calls off something that does not work: after some failures in a row it opens and lets none through; after a
 * pause it lets one probe through, whose end decides. Safe to use from several threads.
 */
final class Breaker {
    /** One may be an accident, three are a state. */
    static final int FAILURES_MAX = 3;
    /** Soon enough for a till that waits, seldom enough for a token that starts. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final InstantSource clock;
    private int failures;
    private Instant lastFailure = Instant.EPOCH;
    private boolean probing;

    /** @param clock that may be set: a pause that it makes negative is over */
    Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a call may be made; one that may ends in {@link #worked} or {@link #failed}. */
    synchronized boolean enter() {
        if (failures < FAILURES_MAX) {
            return true;
        }
        if (probing || isPausing()) {
            return false;
        }
        probing = true;
        return true;
    }

    synchronized void worked() {
        failures = 0;
        probing = false;
    }

    synchronized void failed() {
        failures = Math.min(failures + 1, FAILURES_MAX);
        lastFailure = clock.instant();
        probing = false;
    }

    private boolean isPausing() {
        Duration since = Duration.between(lastFailure, clock.instant());
        return !since.isNegative() && since.compareTo(PAUSE) < 0;
    }
}
