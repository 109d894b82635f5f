package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Sends what waits, terminals in parallel, one message at a time on each. A duty cycle: {@link #doWork()} looks once,
 * and says how many terminals it has put to work.
 */
public final class Drain {
    private static final FactLog LOG = FactLog.of(Drain.class);

    private final Store store;
    private final Acquirers acquirers;
    private final Lanes lanes;
    private final Claims claims;
    private final Exchange exchange;
    private final Executor workers;
    private final InstantSource clock;

    Drain(
            Store store,
            Acquirers acquirers,
            Lanes lanes,
            Claims claims,
            Exchange exchange,
            Executor workers,
            InstantSource clock) {
        this.store = store;
        this.acquirers = acquirers;
        this.lanes = lanes;
        this.claims = claims;
        this.exchange = exchange;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * Puts a worker on each terminal on which something waits and whose line is up and free.
     *
     * @throws dev.tidegate.gateway.store.StoreBrokenException the database cannot be read; the caller waits and calls
     *     again
     */
    public int doWork() {
        int begun = 0;
        for (Acquirer acquirer : acquirers.all()) {
            if (!acquirer.link().isUp()) {
                continue;
            }
            List<LaneId> waiting =
                    store.read(tables -> claims.free(tables, tables.work().lanes(acquirer.name(), clock.instant())));
            for (LaneId lane : waiting) {
                if (enter(lane)) {
                    workers.execute(() -> empty(lane));
                    begun++;
                }
            }
        }
        return begun;
    }

    /** Sends while there is something, and gives way to live sales in between. */
    private void empty(LaneId lane) {
        boolean more = true;
        while (more) {
            boolean sent = false;
            try {
                sent = step(lane);
            } catch (RuntimeException e) {
                LOG.broken("a terminal's work failed", e, Map.of(Field.TERMINAL, lane.terminal()));
            } finally {
                lanes.of(lane).leave();
            }
            more = sent && enter(lane);
        }
    }

    /** Message after message of a terminal whose turn the caller has, until nothing is due or a cardholder waits. */
    boolean step(LaneId lane) {
        if (!acquirers.of(lane).link().isUp()) {
            return false;
        }
        Optional<Job> job = store.write(tables -> claims.next(tables, lane, clock.instant()));
        boolean sent = job.isPresent();
        while (job.isPresent()) {
            job = exchange.run(job.get(), tables -> next(tables, lane));
        }
        return sent;
    }

    private Optional<Job> next(Tables tables, LaneId lane) {
        return lanes.of(lane).isWaitedFor() ? Optional.empty() : claims.next(tables, lane, clock.instant());
    }

    /** Takes a terminal's turn; a reversal that is due goes before a cardholder who waits. */
    private boolean enter(LaneId lane) {
        Lane turn = lanes.of(lane);
        return turn.enterDrain(turn.isWaitedFor() && isReversalDue(lane));
    }

    private boolean isReversalDue(LaneId lane) {
        return store.read(tables -> tables.work().reversal(lane, clock.instant()))
                .isPresent();
    }
}
