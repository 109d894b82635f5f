package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The changes of all payments, in one order. */
public final class Events {
    static final String INSERT = "insert into event (n, payment_id, at, event, state, reason, version, detail)"
            + " values (:n, :payment, :at, :event, :state, :reason, :version, :detail)";

    private final Handle handle;
    private final Pending pending;

    Events(Handle handle, Pending pending) {
        this.handle = handle;
        this.pending = pending;
    }

    /** The number of the next change. Only inside {@link Store#write}. */
    public long next() {
        return pending.nextEvent();
    }

    /** Only inside {@link Store#write}. */
    public void insert(EventRow event) {
        pending.insert(event);
    }

    static PreparedBatch bind(PreparedBatch row, EventRow event) {
        return row.bind("n", event.n())
                .bind("payment", event.payment().toString())
                .bind("at", event.at().toEpochMilli())
                .bind("event", event.event())
                .bind("state", event.state().name())
                .bind("reason", event.reason().name())
                .bind("version", event.version())
                .bind("detail", event.detail());
    }

    /** A payment's whole story, oldest first. */
    public List<EventRow> of(PaymentId payment) {
        pending.flush();
        return handle.createQuery("select * from event where payment_id = :payment order by n")
                .bind("payment", payment.toString())
                .map((row, context) -> event(row))
                .list();
    }

    private static EventRow event(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong("n"),
                PaymentId.of(row.getString("payment_id")),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("event"),
                PaymentState.valueOf(row.getString("state")),
                Reason.valueOf(row.getString("reason")),
                row.getLong("version"),
                row.getString("detail"));
    }
}
