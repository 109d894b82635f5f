package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.flag;
import static dev.tidegate.gateway.store.Columns.millis;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The circuit breaker of each acquirer's deferred sales. */
public final class DeferredLanes {
    private final Session session;

    DeferredLanes(Session session) {
        this.session = session;
    }

    /**
     * One acquirer's.
     *
     * @param declines in a row
     * @param head whether nothing was approved in this drain yet
     * @param heardAt the last answer to a deferred sale
     * @param pausedAt absent while sales go
     * @param cause why it is paused, for people; empty while it is not
     */
    public record Row(
            String acquirer,
            int declines,
            boolean head,
            @Nullable Instant heardAt,
            @Nullable Instant pausedAt,
            String cause) {
        /** One of which nothing was heard. */
        public static Row fresh(String acquirer) {
            return new Row(acquirer, 0, true, null, null, "");
        }

        /** After an answer. */
        public Row heard(int declinesNow, boolean headNow, Instant at) {
            return new Row(acquirer, declinesNow, headNow, at, pausedAt, cause);
        }

        public Row paused(Instant at, String why) {
            return new Row(acquirer, declines, head, heardAt, at, why);
        }
    }

    public Row of(String acquirer) {
        return session.sql("select * from deferred_lane where acquirer = :acquirer")
                .bind("acquirer", acquirer)
                .first(DeferredLanes::row)
                .orElse(Row.fresh(acquirer));
    }

    /** Those that are paused. */
    public List<Row> paused() {
        return session.sql("select * from deferred_lane where paused_at is not null order by acquirer")
                .list(DeferredLanes::row);
    }

    public void save(Row row) {
        session.sql("insert into deferred_lane (acquirer, declines, head, heard_at, paused_at, cause)"
                        + " values (:acquirer, :declines, :head, :heard, :paused, :cause)"
                        + " on conflict (acquirer) do update set declines = :declines, head = :head,"
                        + " heard_at = :heard, paused_at = :paused, cause = :cause")
                .bind("acquirer", row.acquirer())
                .bind("declines", row.declines())
                .bind("head", flag(row.head()))
                .bind("heard", millis(row.heardAt()))
                .bind("paused", millis(row.pausedAt()))
                .bind("cause", row.cause())
                .execute();
    }

    /**
     * Counts a code that is our own fault.
     *
     * @return how often it came in this drain, this one among them
     */
    public int fault(String acquirer, String code) {
        return (int) session.sql("insert into deferred_fault (acquirer, code, faults) values (:acquirer, :code, 1)"
                        + " on conflict (acquirer, code) do update set faults = deferred_fault.faults + 1"
                        + " returning faults")
                .bind("acquirer", acquirer)
                .bind("code", code)
                .number();
    }

    /** A new drain begins: nothing is counted yet. */
    public void forgetFaults(String acquirer) {
        session.sql("delete from deferred_fault where acquirer = :acquirer")
                .bind("acquirer", acquirer)
                .execute();
    }

    private static Row row(ReadRow row) throws SQLException {
        return new Row(
                row.text("acquirer"),
                row.small("declines"),
                row.flag("head"),
                row.instant("heard_at"),
                row.instant("paused_at"),
                row.text("cause"));
    }
}
