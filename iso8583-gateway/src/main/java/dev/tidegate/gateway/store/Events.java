package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The changes of all payments, in one order. */
public final class Events {
    static final String INSERT = "insert into event (n, payment_id, at, event, state, reason, version, detail)"
            + " values (:n, :payment, :at, :event, :state, :reason, :version, :detail)";

    private final Session session;
    private final Pending pending;

    Events(Session session, Pending pending) {
        this.session = session;
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

    static KeptStatement bind(KeptStatement row, EventRow event) {
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
        return session.sql("select * from event where payment_id = :payment order by n")
                .bind("payment", payment.toString())
                .list(Events::event);
    }

    private static EventRow event(ReadRow row) throws SQLException {
        return new EventRow(
                row.number("n"),
                PaymentId.of(row.text("payment_id")),
                Instant.ofEpochMilli(row.number("at")),
                row.text("event"),
                PaymentState.valueOf(row.text("state")),
                Reason.valueOf(row.text("reason")),
                row.number("version"),
                row.text("detail"));
    }
}
