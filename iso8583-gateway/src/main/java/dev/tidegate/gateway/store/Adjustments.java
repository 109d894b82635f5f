package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.store.AdjustmentRow.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What tills said of amounts after the card, in the order of their records. */
public final class Adjustments {
    private final Handle handle;

    Adjustments(Handle handle) {
        this.handle = handle;
    }

    /** Only inside {@link Store#write}. */
    public void insert(AdjustmentRow row) {
        handle.createUpdate("insert into adjustment (till_id, seq, payment_id, signed, total, currency, verdict, at)"
                        + " values (:till, :seq, :payment, :signed, :total, :currency, :verdict, :at)")
                .bind("till", row.till().toString())
                .bind("seq", row.seq())
                .bind("payment", row.payment().toString())
                .bind("signed", row.signed())
                .bind("total", row.total().minor())
                .bind("currency", row.total().currency().getCurrencyCode())
                .bind("verdict", row.verdict().name())
                .bind("at", row.at().toEpochMilli())
                .execute();
    }

    /** What the card was asked for, where the amount is another one since; empty where it is not. */
    public Optional<Long> signed(PaymentId payment) {
        return handle.createQuery("select signed from adjustment where payment_id = :payment"
                        + " and verdict = 'APPLIED' order by seq limit 1")
                .bind("payment", payment.toString())
                .mapTo(Long.class)
                .findOne();
    }

    /** All of a payment, the oldest first. */
    public List<AdjustmentRow> of(PaymentId payment) {
        return handle.createQuery("select * from adjustment where payment_id = :payment order by seq")
                .bind("payment", payment.toString())
                .map((row, context) -> row(row))
                .list();
    }

    private static AdjustmentRow row(ResultSet row) throws SQLException {
        return new AdjustmentRow(
                TillId.of(row.getString("till_id")),
                row.getLong("seq"),
                PaymentId.of(row.getString("payment_id")),
                Columns.number(row, "signed"),
                Amount.of(row.getLong("total"), row.getString("currency")),
                Verdict.valueOf(row.getString("verdict")),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
