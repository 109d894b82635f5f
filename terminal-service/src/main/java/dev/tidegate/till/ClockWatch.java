package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.time.TillTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the till's time for the next start, and tells where the machine's clock has left it. Nothing that the till does
 * goes by that clock but the certificates of its connection; somebody should set it all the same.
 */
final class ClockWatch extends HealthCheck implements AutoCloseable {
    /** Slips are compared by the minute. */
    private static final Duration FAR = Duration.ofMinutes(2);

    /** So much is lost where the machine loses its power. */
    private static final Duration KEPT_EACH = Duration.ofSeconds(30);

    private final TillTime time;
    private final FactLog log;
    private final Runnable changed;
    private volatile Duration told = Duration.ZERO;
    private Instant kept = Instant.EPOCH;
    private boolean keeps = true;

    /** @param changed told when the machine's clock has left the till's time, or has come back to it */
    ClockWatch(TillTime time, FactLog log, Runnable changed) {
        this.time = time;
        this.log = log;
        this.changed = changed;
    }

    /** Every few seconds, on one thread. */
    void look() {
        Duration ahead = time.machineAhead();
        if (isFar(ahead.minus(told)) || isFar(ahead) != isFar(told)) {
            told = ahead;
            log.machineClock(ahead);
            changed.run();
        }
        Instant now = time.instant();
        if (Duration.between(kept, now).abs().compareTo(KEPT_EACH) >= 0) {
            kept = now;
            keep();
        }
    }

    /** How far it was off when it was last looked at; absent where it is right. */
    @Nullable
    Duration off() {
        Duration ahead = told;
        return isFar(ahead) ? ahead : null;
    }

    private void keep() {
        try {
            time.keep();
            keeps = true;
        } catch (IOException e) {
            if (keeps) {
                log.broke("time", e);
            }
            keeps = false;
        }
    }

    /** After its thread has stopped. */
    @Override
    public void close() {
        keep();
    }

    @Override
    protected Result check() {
        Duration ahead = time.machineAhead();
        return isFar(ahead)
                ? Result.unhealthy("the machine's clock is " + written(ahead.abs())
                        + (ahead.isNegative() ? " behind" : " ahead of")
                        + " the till's time" + (time.isHeard() ? ", which is the gateway's" : ""))
                : Result.healthy();
    }

    private static boolean isFar(Duration ahead) {
        return ahead.abs().compareTo(FAR) >= 0;
    }

    private static String written(Duration span) {
        return span.toDays() > 0
                ? span.toDays() + " d " + span.toHoursPart() + " h"
                : span.toHours() + " h " + span.toMinutesPart() + " min";
    }
}
