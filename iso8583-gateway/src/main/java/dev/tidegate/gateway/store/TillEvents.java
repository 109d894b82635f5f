package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.store.TillEventRow.Event;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What was done to tills, in order. Rows are added and never changed. */
public final class TillEvents {
    /** More than a person reads. */
    public static final int LIST_ROWS_MAX = 1_000;

    private final Session session;
    private final Handle handle;

    TillEvents(Session session) {
        this.session = session;
        this.handle = session.jdbi();
    }

    /** Only inside {@link Store#write}. */
    public void insert(TillEventRow row) {
        TillId till = row.till();
        handle.createUpdate("insert into till_event (n, at, event, till_id, code, detail)"
                        + " values (:n, :at, :event, :till, :code, :detail)")
                .bind("n", new Counters(session).next("till_event"))
                .bind("at", row.at().toEpochMilli())
                .bind("event", row.event().name())
                .bind("till", till == null ? null : till.toString())
                .bind("code", row.code())
                .bind("detail", row.detail())
                .execute();
    }

    /** The newest first. */
    public List<TillEventRow> latest(int rows) {
        return handle.createQuery("select * from till_event order by n desc limit :rows")
                .bind("rows", Math.min(rows, LIST_ROWS_MAX))
                .map((row, context) -> {
                    String till = row.getString("till_id");
                    return new TillEventRow(
                            present(instant(row, "at"), "at"),
                            Event.valueOf(row.getString("event")),
                            till == null ? null : TillId.of(till),
                            row.getString("code"),
                            row.getString("detail"));
                })
                .list();
    }
}
