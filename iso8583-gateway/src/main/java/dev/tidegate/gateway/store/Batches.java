package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.millis;
import static dev.tidegate.gateway.store.Columns.number;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.gateway.store.BatchRow.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The batches of all terminals, and what happened to them. */
public final class Batches {
    /** What one page of a terminal's batches, or of their events, holds at most. */
    public static final int ROWS_MAX = 500;

    private static final String ALL = "select * from batch ";
    private static final String INSERT =
            "insert into batch (acquirer, tid, seq, number, first_event, state, cause, asked_by)"
                    + " values (:acquirer, :tid, :seq, :number, :first, :state, :cause, :askedBy)";
    private static final String OF_LANE = "acquirer = :acquirer and tid = :tid";

    private final Session session;
    private final Handle handle;

    Batches(Session session) {
        this.session = session;
        this.handle = session.jdbi();
    }

    /** The batch of a terminal that is not closed; there is one from its first booking on. */
    public Optional<BatchRow> open(LaneId lane) {
        return handle.createQuery(ALL + "where " + OF_LANE + " and state <> 'CLOSED'")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .map((row, context) -> batch(row))
                .findOne();
    }

    /** A terminal's batches, the newest first. */
    public List<BatchRow> of(LaneId lane) {
        return handle.createQuery(ALL + "where " + OF_LANE + " order by seq desc limit " + ROWS_MAX)
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .map((row, context) -> batch(row))
                .list();
    }

    /** Writes a terminal's first batch, if it has none. */
    public void begin(LaneId lane) {
        begin(session, lane);
    }

    static void begin(Session session, LaneId lane) {
        bind(session.sql(INSERT + " on conflict (acquirer, tid, seq) do nothing"), BatchRow.first(lane))
                .execute();
    }

    public void insert(BatchRow batch) {
        bind(session.sql(INSERT), batch).execute();
    }

    private static KeptStatement bind(KeptStatement row, BatchRow batch) {
        return row.bind("acquirer", batch.lane().acquirer())
                .bind("tid", batch.lane().terminal())
                .bind("seq", batch.seq())
                .bind("number", batch.number())
                .bind("first", batch.firstEvent())
                .bind("state", batch.state().name())
                .bind("cause", batch.cause())
                .bind("askedBy", batch.askedBy());
    }

    public void update(BatchRow batch) {
        LocalDate day = batch.day();
        int rows = handle.createUpdate("update batch set number = :number, last_event = :last, state = :state,"
                        + " cause = :cause, business_date = :day, asked_by = :askedBy, asked_at = :askedAt,"
                        + " next_at = :next, closed_at = :closedAt where " + OF_LANE + " and seq = :seq")
                .bind("acquirer", batch.lane().acquirer())
                .bind("tid", batch.lane().terminal())
                .bind("seq", batch.seq())
                .bind("number", batch.number())
                .bind("last", batch.lastEvent())
                .bind("state", batch.state().name())
                .bind("cause", batch.cause())
                .bind("day", day == null ? null : day.toString())
                .bind("askedBy", batch.askedBy())
                .bind("askedAt", millis(batch.askedAt()))
                .bind("next", millis(batch.nextAt()))
                .bind("closedAt", millis(batch.closedAt()))
                .execute();
        if (rows != 1) {
            throw new StoreBrokenException("batch " + batch.seq() + " of " + batch.lane() + " is not there");
        }
    }

    /** The terminals of an acquirer whose close is to go on now. */
    public List<LaneId> due(String acquirer, Instant now) {
        return handle.createQuery("select tid from batch where acquirer = :acquirer"
                        + " and state in ('ASKED', 'CLOSING', 'UPLOADING')"
                        + " and (next_at is null or next_at <= :now) order by tid")
                .bind("acquirer", acquirer)
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .map(tid -> new LaneId(acquirer, tid))
                .list();
    }

    /** The oldest booking of each batch of an acquirer that is open, and whose close nobody wants yet. */
    public Map<LaneId, Instant> oldest(String acquirer) {
        return handle
                .createQuery("select b.tid, min(e.at) as at from batch b join batch_item i on i.acquirer = b.acquirer"
                        + " and i.tid = b.tid and i.event >= b.first_event join event e on e.n = i.event"
                        + " where b.state = 'OPEN' and b.acquirer = :acquirer group by b.tid")
                .bind("acquirer", acquirer)
                .map((row, context) ->
                        Map.entry(new LaneId(acquirer, row.getString("tid")), present(instant(row, "at"), "at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What a terminal has that is in no batch. */
    public Outstanding outstanding(LaneId lane) {
        return handle.createQuery("with waiting as ("
                        + " select p.payment_id from payment p where p.acquirer = :acquirer and p.tid = :tid"
                        + "   and " + Work.OPEN_PAYMENT
                        + " and p.state in ('STORED', 'FORWARDING', 'RETRY_WAIT', 'UNRESOLVED', 'VOID_ASKED', 'HELD',"
                        + "     'EXPIRED_HELD') and p.kind in ('OFFLINE_APPROVED', 'DEFERRED_AUTHORISATION')"
                        + " union select a.payment_id from attempt a where a.acquirer = :acquirer and a.tid = :tid"
                        + "   and " + Work.OPEN_ATTEMPT
                        + " and a.state in ('PARKED', 'QUEUED', 'NOT_WRITTEN', 'TIMED_OUT')"
                        + "   and (a.state = 'PARKED' or a.kind = 'COMPLETION'))"
                        + " select count(*) as every, count(case when p.state in ('HELD', 'EXPIRED_HELD') or exists"
                        + "   (select 1 from attempt a where a.payment_id = p.payment_id and a.state = 'PARKED')"
                        + "   then 1 end) as parked from waiting w join payment p on p.payment_id = w.payment_id")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .map((row, context) ->
                        new Outstanding(row.getLong("every") - row.getLong("parked"), row.getLong("parked")))
                .one();
    }

    /** Writes down what happened. Only inside {@link Store#write}. */
    public void note(BatchRow batch, Instant at, String event, String detail) {
        handle.createUpdate("insert into batch_event (n, acquirer, tid, seq, at, event, detail)"
                        + " values (:n, :acquirer, :tid, :seq, :at, :event, :detail)")
                .bind("n", new Counters(session).next("batch-event"))
                .bind("acquirer", batch.lane().acquirer())
                .bind("tid", batch.lane().terminal())
                .bind("seq", batch.seq())
                .bind("at", at.toEpochMilli())
                .bind("event", event)
                .bind("detail", detail)
                .execute();
    }

    /** What happened to a terminal's batches, the newest last. */
    public List<BatchEvent> events(LaneId lane) {
        return handle.createQuery("select * from (select * from batch_event where " + OF_LANE
                        + " order by n desc limit " + ROWS_MAX + ") latest order by n")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .map((row, context) -> new BatchEvent(
                        row.getLong("n"),
                        new LaneId(row.getString("acquirer"), row.getString("tid")),
                        row.getLong("seq"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("event"),
                        row.getString("detail")))
                .list();
    }

    private static BatchRow batch(ResultSet row) throws SQLException {
        @Nullable String day = row.getString("business_date");
        return new BatchRow(
                new LaneId(row.getString("acquirer"), row.getString("tid")),
                row.getLong("seq"),
                row.getInt("number"),
                row.getLong("first_event"),
                number(row, "last_event"),
                State.valueOf(row.getString("state")),
                row.getString("cause"),
                day == null ? null : LocalDate.parse(day),
                row.getString("asked_by"),
                instant(row, "asked_at"),
                instant(row, "next_at"),
                instant(row, "closed_at"));
    }
}
