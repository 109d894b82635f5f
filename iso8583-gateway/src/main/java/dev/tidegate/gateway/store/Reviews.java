package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.gateway.store.ReviewRow.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What reviewers said of certification runs; a row is neither changed nor taken away. */
public final class Reviews {
    private final Session session;
    private final Handle handle;

    Reviews(Session session) {
        this.session = session;
        this.handle = session.jdbi();
    }

    /** Writes what somebody said. Only inside {@link Store#write}. */
    public void add(Instant at, String run, String scenario, Decision decision, String person, String note) {
        handle.createUpdate("insert into review (n, at, run, scenario, decision, person, note)"
                        + " values (:n, :at, :run, :scenario, :decision, :person, :note)")
                .bind("n", new Counters(session).next("review"))
                .bind("at", at.toEpochMilli())
                .bind("run", run)
                .bind("scenario", scenario)
                .bind("decision", decision.name())
                .bind("person", person)
                .bind("note", note)
                .execute();
    }

    /** Everything that was said of a run, the oldest first. */
    public List<ReviewRow> of(String run) {
        return handle.createQuery("select * from review where run = :run order by n")
                .bind("run", run)
                .map((row, context) -> review(row))
                .list();
    }

    private static ReviewRow review(ResultSet row) throws SQLException {
        return new ReviewRow(
                row.getLong("n"),
                present(instant(row, "at"), "at"),
                row.getString("run"),
                row.getString("scenario"),
                Decision.valueOf(row.getString("decision")),
                row.getString("person"),
                row.getString("note"));
    }
}
