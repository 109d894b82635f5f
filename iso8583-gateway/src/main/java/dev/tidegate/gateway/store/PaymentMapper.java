package dev.tidegate.gateway.store;

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
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A payment out of its row. */
final class PaymentMapper {
    private PaymentMapper() {}

    static PaymentRow payment(ReadRow row) throws SQLException {
        Terms terms = terms(row);
        return new PaymentRow(
                PaymentId.of(row.text("payment_id")),
                TillId.of(row.text("till_id")),
                new LaneId(row.text("acquirer"), row.text("tid")),
                Kind.valueOf(row.text("kind")),
                terms,
                new Place(
                        PaymentState.valueOf(row.text("state")),
                        Reason.valueOf(row.text("reason")),
                        row.number("version"),
                        row.number("last_event")),
                new Marks(row.number("stored_seq"), row.flag("shown"), row.flag("completed"), row.flag("tombstone")),
                outcome(row));
    }

    private static @Nullable Terms terms(ReadRow row) throws SQLException {
        Long amount = row.numberOrNothing("amount");
        if (amount == null) {
            return null;
        }
        return new Terms(
                Amount.of(amount, row.text("currency")),
                present(row.instant("sold_at"), "sold_at"),
                EntryMode.valueOf(row.text("entry_mode")),
                new MaskedPan(Brand.valueOf(row.text("brand")), row.text("last_four")));
    }

    private static Outcome outcome(ReadRow row) throws SQLException {
        Long captured = row.numberOrNothing("captured");
        return new Outcome(
                FirstAnswer.valueOf(row.text("first_answer")),
                Reason.valueOf(row.text("first_cause")),
                new HostReply(
                        row.text("response_code"), row.text("authorisation_code"), row.text("stan"), row.text("rrn")),
                captured == null ? null : Amount.of(captured, row.text("currency")),
                row.instant("captured_at"),
                row.small("attempts"),
                row.instant("next_attempt_at"),
                row.instant("deadline"));
    }
}
