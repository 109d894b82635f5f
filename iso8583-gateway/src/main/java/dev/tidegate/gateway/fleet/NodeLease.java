package dev.tidegate.gateway.fleet;

import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Nodes;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.StoreBrokenException;
import dev.tidegate.gateway.store.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * This process's lease, where several gateways share one database. The lease is of the process; a terminal belongs to
 * whoever has a message in flight there, which the INTENT rows say, and to nobody in between.
 *
 * <p>The end of a lease is counted by the database's clock. This process counts the same time from before it asked, by
 * a clock of its own that is never set, so it never believes in more than it has. Once a lease has ended it is not
 * renewed: the process joins again under another name, and what it had in flight is anybody's.
 */
public final class NodeLease implements Tenure {
    /** Shorter, and a hiccup of the database would stop the sales. */
    public static final Duration LEASE_MIN = Duration.ofSeconds(7);
    /** Longer, and the terminals of a node that died would stand still for as long. */
    public static final Duration LEASE_MAX = Duration.ofMinutes(5);

    private static final FactLog LOG = FactLog.of(NodeLease.class);

    private final Store store;
    private final Duration length;
    private final LongSupplier nanos;
    private final Supplier<UUID> names;
    private final Map<LaneId, String> takenAs = new ConcurrentHashMap<>();
    private volatile Held held = new Held("", 0, Duration.ZERO);

    /** One lease as this process knows it. */
    private record Held(String node, long sinceNanos, Duration length) {
        Duration left(long nanos) {
            return length.minusNanos(nanos - sinceNanos);
        }
    }

    /**
     * @param length of a lease, {@link #LEASE_MIN} to {@link #LEASE_MAX}; all nodes of a database have the same
     * @param nanos a clock that is never set
     * @param names a new one for each time this process joins
     */
    public NodeLease(Store store, Duration length, LongSupplier nanos, Supplier<UUID> names) {
        if (length.compareTo(LEASE_MIN) < 0 || length.compareTo(LEASE_MAX) > 0) {
            throw new IllegalArgumentException("a lease is " + LEASE_MIN + " to " + LEASE_MAX);
        }
        this.store = store;
        this.length = length;
        this.nanos = nanos;
        this.names = names;
    }

    /** How often {@link #renew} is to be called: several may fail before anything stops. */
    public Duration period() {
        return length.dividedBy(10);
    }

    /**
     * Renews the lease, or joins. A duty; one thread calls it.
     *
     * @throws StoreBrokenException the database refused: the lease runs on, and the caller tries again
     */
    public void renew() {
        Held before = held;
        long asked = nanos.getAsLong();
        if (!before.node().isEmpty() && store.single(tables -> tables.nodes().renew(before.node(), length))) {
            held = new Held(before.node(), asked, length);
            return;
        }
        String name = names.get().toString();
        String ignored = store.single(tables -> {
            tables.nodes().join(name, length);
            tables.nodes().forget();
            return name;
        });
        held = new Held(name, asked, length);
        if (!before.node().isEmpty()) {
            LOG.error("the lease ran out: what was in flight is anybody's", Map.of(Field.MILLIS, length.toMillis()));
        }
    }

    /**
     * Gives the lease back, so that others go on at once. Only when nothing of this process is in flight.
     *
     * @throws StoreBrokenException the database refused; the lease ends by itself
     */
    public void leave() {
        Held last = held;
        held = new Held("", 0, Duration.ZERO);
        Held ignored = store.single(tables -> {
            tables.nodes().leave(last.node());
            return last;
        });
    }

    /** This process among the nodes; empty before it has joined and after it has left. */
    public String node() {
        return held.node();
    }

    /** Whether there is time enough to write. */
    public boolean isGood() {
        return isLongEnough(held);
    }

    @Override
    public Turn take(Tables tables, LaneId lane, boolean live) {
        String me = held.node();
        Nodes nodes = tables.nodes();
        if (!isGood() || !nodes.isAlive(me)) {
            return Turn.ANOTHERS;
        }
        String before = nodes.speaker(lane);
        if (nodes.take(lane, me, live)) {
            takenAs.put(lane, me);
            return before.equals(me) || before.isEmpty() ? Turn.OWN : Turn.MOVED;
        }
        if (live) {
            nodes.want(lane, me);
        }
        return Turn.ANOTHERS;
    }

    @Override
    public boolean mayWrite(LaneId lane) {
        Held now = held;
        return now.node().equals(takenAs.get(lane)) && isLongEnough(now);
    }

    @Override
    public List<LaneId> free(Tables tables, List<LaneId> lanes) {
        Set<LaneId> busy = tables.nodes().busyElsewhere(held.node());
        return lanes.stream().filter(lane -> !busy.contains(lane)).toList();
    }

    private boolean isLongEnough(Held lease) {
        return !lease.node().isEmpty() && lease.left(nanos.getAsLong()).compareTo(Nodes.GRACE) > 0;
    }
}
