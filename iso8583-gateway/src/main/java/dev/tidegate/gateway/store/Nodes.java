package dev.tidegate.gateway.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The gateways that share the database: their leases, and which of them speaks on a terminal. */
public final class Nodes {
    /**
     * So long after a lease's end its holder may still have bytes on their way: it stops writing as long before the end
     * (payment rules).
     */
    public static final Duration GRACE = Duration.ofSeconds(5);

    /** Ended leases are kept for people to see, and no longer. */
    private static final Duration KEPT = Duration.ofHours(1);
    /** A waiting cardholder's node asks again sooner than this. */
    private static final Duration WANTED = Duration.ofSeconds(1);

    private static final String CLOCK = "(select millis from database_clock)";
    /** Its lease is over long enough, or was given back. */
    private static final String GONE = "not exists (select 1 from node n where n.node_id = l.node_id"
            + " and n.expires_at + " + GRACE.toMillis() + " >= " + CLOCK + ")";

    private static final String IN_FLIGHT = "(exists (select 1 from attempt a where a.acquirer = l.acquirer"
            + " and a.tid = l.tid and a.state = 'INTENT')"
            + " or exists (select 1 from batch_message m where m.acquirer = l.acquirer"
            + " and m.tid = l.tid and m.state = 'INTENT'))";

    private final Session session;

    Nodes(Session session) {
        this.session = session;
    }

    /** One gateway and until when it may write, by the database's clock. */
    public record NodeRow(String node, Instant joinedAt, Instant expiresAt) {}

    /** The database's clock. */
    public Instant now() {
        return Instant.ofEpochMilli(
                session.sql("select millis from database_clock").number());
    }

    /** A new gateway. */
    public void join(String node, Duration lease) {
        session.sql("insert into node (node_id, joined_at, expires_at) select :node, millis, millis + :lease"
                        + " from database_clock")
                .bind("node", node)
                .bind("lease", lease.toMillis())
                .execute();
    }

    /** @return false where the lease has ended: others may have taken what was its own */
    public boolean renew(String node, Duration lease) {
        return session.sql("update node set expires_at = " + CLOCK + " + :lease where node_id = :node"
                                + " and expires_at > " + CLOCK)
                        .bind("node", node)
                        .bind("lease", lease.toMillis())
                        .execute()
                == 1;
    }

    /** Gives a lease back before its end: nothing of it is on its way any more. */
    public void leave(String node) {
        session.sql("delete from node where node_id = :node").bind("node", node).execute();
    }

    /** Forgets those that ended long ago. */
    public void forget() {
        session.sql("delete from node where expires_at < " + CLOCK + " - :kept")
                .bind("kept", KEPT.toMillis())
                .execute();
    }

    /** All whose lease has not ended, oldest first. */
    public List<NodeRow> alive() {
        return session.sql("select * from node where expires_at > " + CLOCK + " order by joined_at, node_id")
                .list(row -> new NodeRow(
                        row.text("node_id"),
                        Instant.ofEpochMilli(row.number("joined_at")),
                        Instant.ofEpochMilli(row.number("expires_at"))));
    }

    /** Whether a node's lease runs. */
    public boolean isAlive(String node) {
        return session.sql("select count(*) from node where node_id = :node and expires_at > " + CLOCK)
                        .bind("node", node)
                        .number()
                == 1;
    }

    /** Who spoke last on a terminal; empty where nobody has. */
    public String speaker(LaneId lane) {
        return session.sql("select node_id from lane where acquirer = :acquirer and tid = :tid")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .first(row -> row.text("node_id"))
                .orElse("");
    }

    /**
     * Gives a terminal to a node, unless another one's message is in flight there, or another one's cardholder waits.
     * Only inside {@link Store#write}.
     *
     * @param live whether a cardholder waits at the node: then nobody else's waiting counts
     */
    public boolean take(LaneId lane, String node, boolean live) {
        return session.sql("insert into lane as l (acquirer, tid, node_id) values (:acquirer, :tid, :node)"
                                + " on conflict (acquirer, tid) do update set node_id = :node,"
                                + " wanted_until = case when l.wanted_by = :node then 0 else l.wanted_until end"
                                + " where (l.node_id = :node or " + GONE + " or not " + IN_FLIGHT + ")"
                                + " and (:live = 1 or l.wanted_by = :node or l.wanted_until <= " + CLOCK + ")")
                        .bind("acquirer", lane.acquirer())
                        .bind("tid", lane.terminal())
                        .bind("node", node)
                        .bind("live", Columns.flag(live))
                        .execute()
                == 1;
    }

    /** Makes the others' drains give way on a terminal for a moment. */
    public void want(LaneId lane, String node) {
        session.sql("update lane set wanted_by = :node, wanted_until = " + CLOCK + " + :wanted"
                        + " where acquirer = :acquirer and tid = :tid")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .bind("node", node)
                .bind("wanted", WANTED.toMillis())
                .execute();
    }

    /** The terminals of all acquirers on which another living node has a message in flight. */
    public Set<LaneId> busyElsewhere(String node) {
        return session
                .sql("select l.acquirer, l.tid from lane l where l.node_id <> :node and " + IN_FLIGHT + " and not "
                        + GONE)
                .bind("node", node)
                .list(row -> new LaneId(row.text("acquirer"), row.text("tid")))
                .stream()
                .collect(Collectors.toSet());
    }
}
