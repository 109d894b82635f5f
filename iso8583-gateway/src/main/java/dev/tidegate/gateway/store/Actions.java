package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.millis;
import static dev.tidegate.gateway.store.Columns.present;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What people did by hand; a row is never taken away. */
public final class Actions {
    private static final String DONE = "DONE";

    private final Session session;
    private final Handle handle;

    Actions(Session session) {
        this.session = session;
        this.handle = session.jdbi();
    }

    /** The number of the next one. Only inside {@link Store#write}. */
    public long next() {
        return new Counters(session).next("manual-action");
    }

    /** Writes one, or writes that it was agreed to. */
    public void save(ActionRow action) {
        handle.createUpdate("insert into manual_action (n, at, subject, version, action, person, reason, state,"
                        + " second_person, second_reason, done_at) values (:n, :at, :subject, :version, :action,"
                        + " :person, :reason, :state, :second, :secondReason, :doneAt)"
                        + " on conflict (n) do update set state = :state, second_person = :second,"
                        + " second_reason = :secondReason, done_at = :doneAt")
                .bind("n", action.n())
                .bind("at", action.at().toEpochMilli())
                .bind("subject", action.subject())
                .bind("version", action.version())
                .bind("action", action.action())
                .bind("person", action.person())
                .bind("reason", action.reason())
                .bind("state", action.done() ? DONE : "ASKED")
                .bind("second", action.secondPerson())
                .bind("secondReason", action.secondReason())
                .bind("doneAt", millis(action.doneAt()))
                .execute();
    }

    /** Everything that was done, or asked for, about a payment or an acquirer; the oldest first. */
    public List<ActionRow> of(String subject) {
        return handle.createQuery("select * from manual_action where subject = :subject order by n")
                .bind("subject", subject)
                .map((row, context) -> action(row))
                .list();
    }

    private static ActionRow action(ResultSet row) throws SQLException {
        return new ActionRow(
                row.getLong("n"),
                present(instant(row, "at"), "at"),
                row.getString("subject"),
                row.getLong("version"),
                row.getString("action"),
                row.getString("person"),
                row.getString("reason"),
                row.getString("state").equals(DONE),
                row.getString("second_person"),
                row.getString("second_reason"),
                instant(row, "done_at"));
    }
}
