package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.LaneId;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Terminals' turns for what is no payment, such as the close of a batch: reversals and live sales go before it. */
public final class Turns {
    private static final FactLog LOG = FactLog.of(Turns.class);

    private final Lanes lanes;
    private final Rates rates;
    private final Executor workers;

    Turns(Lanes lanes, Rates rates, Executor workers) {
        this.lanes = lanes;
        this.rates = rates;
        this.workers = workers;
    }

    /**
     * Takes a terminal's turn where it is free and the line takes more, and runs step after step on a worker. The turn
     * is given back between two steps.
     *
     * @param step sends one message at most, and waits for its end; false where nothing is left to do now
     * @return whether it has begun
     */
    public boolean begin(LaneId lane, BooleanSupplier step) {
        if (!enter(lane)) {
            return false;
        }
        workers.execute(() -> run(lane, step));
        return true;
    }

    private void run(LaneId lane, BooleanSupplier step) {
        boolean more = true;
        while (more) {
            boolean done = false;
            try {
                done = step.getAsBoolean();
            } catch (RuntimeException e) {
                LOG.broken("a terminal's work failed", e, Map.of(Field.TERMINAL, lane.terminal()));
            } finally {
                lanes.of(lane).leave();
            }
            more = done && enter(lane);
        }
    }

    private boolean enter(LaneId lane) {
        if (!lanes.of(lane).enterDrain(false)) {
            return false;
        }
        boolean taken = rates.take(lane.acquirer(), TokenBucket.Claim.ADVICE);
        if (!taken) {
            lanes.of(lane).leave();
        }
        return taken;
    }
}
