package dev.tidegate.crypto.hsm;

import dev.tidegate.core.port.HsmUnavailableException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Spares callers the wait for a module that is away. After a few failures in a row calls are refused at once; when a
 * while has passed, one call is let through as a probe, the others still refused, and its end decides.
 */
final class Breaker {
    /** One failure may be a hiccup. */
    static final int FAILURES_MAX = 3;
    /** A restarted module is used again about so long after. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private int failures;
    private long lastFailure;
    private boolean probing;

    /** @param nanos a clock that only goes forward */
    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Makes a call, or refuses to.
     *
     * @throws HsmUnavailableException refused, or the call threw it
     */
    <T> T call(Supplier<T> call) {
        boolean probe = admit();
        try {
            T answer = call.get();
            succeeded();
            return answer;
        } catch (HsmUnavailableException away) {
            failed();
            throw away;
        } finally {
            if (probe) {
                ended();
            }
        }
    }

    private synchronized boolean admit() {
        if (failures < FAILURES_MAX) {
            return false;
        }
        if (probing || nanos.getAsLong() - lastFailure < PAUSE.toNanos()) {
            throw new HsmUnavailableException("the HSM was away a moment ago");
        }
        probing = true;
        return true;
    }

    private synchronized void succeeded() {
        failures = 0;
    }

    private synchronized void failed() {
        failures = Math.min(failures + 1, FAILURES_MAX);
        lastFailure = nanos.getAsLong();
    }

    private synchronized void ended() {
        probing = false;
    }
}
