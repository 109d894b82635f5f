package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.flag;
import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.number;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.store.PaymentRow.FirstAnswer;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.PaymentRow.Marks;
import dev.tidegate.gateway.store.PaymentRow.Outcome;
import dev.tidegate.gateway.store.PaymentRow.Place;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A payment out of its row. */
final class PaymentMapper implements RowMapper<PaymentRow> {
    @Override
    public PaymentRow map(ResultSet row, StatementContext context) throws SQLException {
        Terms terms = terms(row);
        return new PaymentRow(
                PaymentId.of(row.getString("payment_id")),
                TillId.of(row.getString("till_id")),
                new LaneId(row.getString("acquirer"), row.getString("tid")),
                Kind.valueOf(row.getString("kind")),
                terms,
                new Place(
                        PaymentState.valueOf(row.getString("state")),
                        Reason.valueOf(row.getString("reason")),
                        row.getLong("version"),
                        row.getLong("last_event")),
                new Marks(
                        row.getLong("stored_seq"), flag(row, "shown"), flag(row, "completed"), flag(row, "tombstone")),
                outcome(row));
    }

    private static @Nullable Terms terms(ResultSet row) throws SQLException {
        Long amount = number(row, "amount");
        if (amount == null) {
            return null;
        }
        return new Terms(
                Amount.of(amount, row.getString("currency")),
                present(instant(row, "sold_at"), "sold_at"),
                EntryMode.valueOf(row.getString("entry_mode")),
                new MaskedPan(Brand.valueOf(row.getString("brand")), row.getString("last_four")));
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        Long captured = number(row, "captured");
        return new Outcome(
                FirstAnswer.valueOf(row.getString("first_answer")),
                Reason.valueOf(row.getString("first_cause")),
                new HostReply(
                        row.getString("response_code"),
                        row.getString("authorisation_code"),
                        row.getString("stan"),
                        row.getString("rrn")),
                captured == null ? null : Amount.of(captured, row.getString("currency")),
                instant(row, "captured_at"),
                row.getInt("attempts"),
                instant(row, "next_attempt_at"),
                instant(row, "deadline"));
    }
}
