package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.ResponseTable.Stored;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.DeferredLanes;
import dev.tidegate.gateway.store.DeferredLanes.Row;
import dev.tidegate.gateway.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Stops sending an acquirer deferred sales when its answers say that something is wrong with all of them: three times
 * the same code that is our own fault, or five declines in a row before the first approval of a drain. A person is
 * called, and lets the lane go on; live sales, advices, completions and reversals go on all the time. Runs inside a
 * transaction.
 */
final class CircuitBreaker {
    static final int FAULTS_MAX = 3;
    static final int DECLINES_MAX = 5;

    private static final FactLog LOG = FactLog.of(CircuitBreaker.class);
    /** After so long without an answer to a deferred sale the next begins a new drain. */
    private static final Duration DRAIN_GAP = Duration.ofMinutes(15);

    private final InstantSource clock;

    CircuitBreaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts an answer to a stored sale. */
    void heard(Tables tables, AttemptRow attempt, Stored word) {
        String acquirer = attempt.lane().acquirer();
        DeferredLanes lanes = tables.deferredLanes();
        Instant now = clock.instant();
        Row row = begun(lanes, lanes.of(acquirer), now);
        String code = attempt.said().responseCode();
        // A later attempt is expected to be declined now and then.
        boolean counts = attempt.kind() == Kind.DEFERRED;
        Row after = switch (word) {
            case PARK -> {
                int faults = lanes.fault(acquirer, code);
                yield faults < FAULTS_MAX
                        ? row.heard(row.declines(), row.head(), now)
                        : paused(row, now, "code " + code + " came " + faults + " times, which is our own fault");
            }
            case HOLD -> paused(row, now, "code " + code + ": keys or clocks are wrong");
            case DECLINED, FINAL -> {
                int declines = counts && row.head() ? row.declines() + 1 : row.declines();
                yield declines < DECLINES_MAX
                        ? row.heard(declines, row.head(), now)
                        : paused(row, now, declines + " declines in a row at the head of a drain");
            }
            case DONE, PARTIAL -> row.heard(0, !counts && row.head(), now);
            case EXCEPTION, RETRY, DUPLICATE -> row.heard(row.declines(), row.head(), now);
        };
        lanes.save(after);
    }

    /** A person has looked: the lane goes on, and counting begins anew. */
    void resume(Tables tables, String acquirer) {
        tables.deferredLanes().forgetFaults(acquirer);
        tables.deferredLanes().save(Row.fresh(acquirer));
        LOG.info("the deferred lane goes on", Map.of(Field.CAUSE, acquirer));
    }

    private static Row begun(DeferredLanes lanes, Row row, Instant now) {
        Instant heard = row.heardAt();
        if (row.pausedAt() != null || heard != null && !now.isAfter(heard.plus(DRAIN_GAP))) {
            return row;
        }
        lanes.forgetFaults(row.acquirer());
        return row.heard(0, true, now);
    }

    private static Row paused(Row row, Instant now, String cause) {
        if (row.pausedAt() != null) {
            return row;
        }
        LOG.error("an acquirer's deferred lane is paused", Map.of(Field.CAUSE, row.acquirer() + ": " + cause));
        return row.heard(0, true, now).paused(now, cause);
    }
}
