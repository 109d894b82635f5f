package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.profile.Batch.Reversed;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.profile.BatchTotals.Sum;
import dev.tidegate.gateway.store.BatchItem.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What was booked and taken back on terminals, by event. Sums are made of it each time they are asked for. */
public final class BatchItems {
    /** The most that one look takes. */
    private static final int ROWS_MAX = 10_000;

    // What was taken back after it was last said still counts.
    private static final String STANDING =
            " not exists (select 1 from batch_item c where c.cancels = i.event and c.event <= :upTo)";

    private static final String INSERT =
            "insert into batch_item (event, acquirer, tid, payment_id, side, amount, currency, cancels)"
                    + " values (:event, :acquirer, :tid, :payment, :side, :amount, :currency, :cancels)";

    private static final String OF_LANE =
            " i.acquirer = :acquirer and i.tid = :tid and i.event between :first and :last";

    private final Session session;
    private final Pending pending;

    BatchItems(Session session, Pending pending) {
        this.session = session;
        this.pending = pending;
    }

    private Handle settled() {
        pending.flush();
        return session.jdbi();
    }

    /**
     * Writes what a payment's change has booked or taken back, if it has. Only inside {@link Store#write}, after its
     * event.
     *
     * @param before what was captured before the change, null for nothing
     */
    public void follow(PaymentRow payment, @Nullable Long before) {
        Amount captured = payment.outcome().captured();
        if (before == null && captured != null) {
            Side side = payment.kind() == PaymentRow.Kind.REFUND ? Side.CREDIT : Side.DEBIT;
            Batches.begin(session, payment.lane());
            insert(payment, side, captured.minor(), captured.currency().getCurrencyCode(), null);
        } else if (before != null && captured == null) {
            standing(payment.id())
                    .ifPresent(booked ->
                            insert(payment, booked.side(), booked.minor(), booked.currency(), booked.event()));
        }
    }

    /**
     * The sums of a stretch of events by currency.
     *
     * @param upTo reversals up to this event are taken off, where they are left out
     */
    public SortedMap<String, BatchTotals> totals(LaneId lane, long first, long last, long upTo, Reversed reversed) {
        SortedMap<String, BatchTotals> totals = new TreeMap<>();
        boolean counted = reversed == Reversed.COUNTED;
        String which = counted ? "" : " and i.cancels is null and" + STANDING;
        Query query = settled()
                .createQuery("select i.currency, i.side, case when i.cancels is null then 0 else 1 end as"
                        + " back, count(*) as many, sum(i.amount) as much from batch_item i where" + OF_LANE + which
                        + " group by i.currency, i.side, back order by i.currency");
        bind(query, lane, first, last);
        if (!counted) {
            query.bind("upTo", upTo);
        }
        query.map((row, context) -> totals.merge(row.getString("currency"), part(row), BatchTotals::plus))
                .list();
        return totals;
    }

    /**
     * The bookings of a stretch that stand, in order: what an upload tells.
     *
     * @param most how many are given at once; the next begin behind the last of them
     */
    public List<BatchItem> standing(LaneId lane, long first, long last, long upTo, int most) {
        Query query = settled()
                .createQuery("select i.* from batch_item i where" + OF_LANE + " and i.cancels is null and" + STANDING
                        + " order by i.event limit :most");
        return bind(query, lane, first, last)
                .bind("upTo", upTo)
                .bind("most", most)
                .map((row, context) -> item(row))
                .list();
    }

    /** Everything of a stretch in order, so much as one page takes. */
    public List<BatchItem> of(LaneId lane, long first, long last) {
        Query query = settled()
                .createQuery("select i.* from batch_item i where" + OF_LANE + " order by i.event limit " + ROWS_MAX);
        return bind(query, lane, first, last).map((row, context) -> item(row)).list();
    }

    /** One booking. */
    public Optional<BatchItem> find(long event) {
        return settled()
                .createQuery("select * from batch_item where event = :event")
                .bind("event", event)
                .map((row, context) -> item(row))
                .findOne();
    }

    /** The number of the newest event of all. */
    public long newest() {
        pending.flushAll();
        return session.sql("select value from counter where name = 'event'").number();
    }

    private Optional<BatchItem> standing(PaymentId payment) {
        return settled()
                .createQuery("select i.* from batch_item i where i.payment_id = :payment and i.cancels is null"
                        + " and not exists (select 1 from batch_item c where c.cancels = i.event)")
                .bind("payment", payment.toString())
                .map((row, context) -> item(row))
                .findOne();
    }

    private void insert(PaymentRow payment, Side side, long minor, String currency, @Nullable Long cancels) {
        // The event that it belongs to comes first.
        pending.flush();
        session.sql(INSERT)
                .bind("event", payment.place().event())
                .bind("acquirer", payment.lane().acquirer())
                .bind("tid", payment.lane().terminal())
                .bind("payment", payment.id().toString())
                .bind("side", side.name())
                .bind("amount", minor)
                .bind("currency", currency)
                .bind("cancels", cancels)
                .execute();
    }

    private static Query bind(Query query, LaneId lane, long first, long last) {
        return query.bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .bind("first", first)
                .bind("last", last);
    }

    private static BatchTotals part(ResultSet row) throws SQLException {
        Sum sum = new Sum(row.getLong("many"), row.getLong("much"));
        boolean back = row.getInt("back") == 1;
        return row.getString("side").equals(Side.DEBIT.name())
                ? new BatchTotals(back ? Sum.NONE : sum, back ? sum : Sum.NONE, Sum.NONE, Sum.NONE)
                : new BatchTotals(Sum.NONE, Sum.NONE, back ? Sum.NONE : sum, back ? sum : Sum.NONE);
    }

    private static BatchItem item(ResultSet row) throws SQLException {
        return new BatchItem(
                row.getLong("event"),
                PaymentId.of(row.getString("payment_id")),
                Side.valueOf(row.getString("side")),
                row.getLong("amount"),
                row.getString("currency"),
                row.getLong("cancels"));
    }
}
