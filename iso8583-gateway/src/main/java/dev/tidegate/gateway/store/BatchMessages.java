package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.millis;
import static dev.tidegate.gateway.store.Columns.number;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.profile.BatchTotals.Sum;
import dev.tidegate.gateway.store.BatchMessage.Identity;
import dev.tidegate.gateway.store.BatchMessage.Kind;
import dev.tidegate.gateway.store.BatchMessage.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The messages of closes. */
public final class BatchMessages {
    private static final String ALL = "select * from batch_message ";
    private static final String OF_BATCH = "acquirer = :acquirer and tid = :tid and seq = :seq";

    private final Handle handle;

    BatchMessages(Handle handle) {
        this.handle = handle;
    }

    /** A batch's messages in order. */
    public List<BatchMessage> of(BatchRow batch) {
        return handle.createQuery(ALL + "where " + OF_BATCH + " order by n")
                .bind("acquirer", batch.lane().acquirer())
                .bind("tid", batch.lane().terminal())
                .bind("seq", batch.seq())
                .map((row, context) -> message(row))
                .list();
    }

    /** The newest message of a terminal with a STAN. */
    public Optional<BatchMessage> newest(LaneId lane, Stan stan) {
        return handle.createQuery(ALL + "where acquirer = :acquirer and tid = :tid and stan = :stan"
                        + " order by first_sent_at desc limit 1")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .bind("stan", stan.value())
                .map((row, context) -> message(row))
                .findOne();
    }

    public void insert(BatchMessage message) {
        Identity identity = message.identity();
        Update row = handle.createUpdate("insert into batch_message (acquirer, tid, seq, n, kind, state, stan,"
                + " business_date, first_sent_at, number, day, up_to, item, sends, code, host_debits,"
                + " host_debit_amount, host_credits, host_credit_amount, answered_at) values (:acquirer, :tid, :seq,"
                + " :n, :kind, :state, :stan, :date, :sentAt, :number, :day, :upTo, :item, :sends, :code,"
                + " :debits, :debitAmount, :credits, :creditAmount, :answeredAt)");
        bind(row, message)
                .bind("kind", message.kind().name())
                .bind("stan", identity.stan().value())
                .bind("date", identity.date().toString())
                .bind("sentAt", millis(identity.firstSentAt()))
                .bind("number", identity.number())
                .bind("day", identity.day().toString())
                .bind("upTo", identity.upTo())
                .bind("item", message.item() == 0 ? null : (Long) message.item())
                .execute();
    }

    public void update(BatchMessage message) {
        Update row = handle.createUpdate("update batch_message set state = :state, sends = :sends,"
                + " code = :code, host_debits = :debits, host_debit_amount = :debitAmount, host_credits = :credits,"
                + " host_credit_amount = :creditAmount, answered_at = :answeredAt where " + OF_BATCH + " and n = :n");
        if (bind(row, message).execute() != 1) {
            throw new StoreBrokenException("message " + message.n() + " of a batch of " + message.lane() + " is gone");
        }
    }

    private static Update bind(Update row, BatchMessage message) {
        @Nullable
        BatchTotals host = message.host() == null ? null : message.host().net();
        return row.bind("acquirer", message.lane().acquirer())
                .bind("tid", message.lane().terminal())
                .bind("seq", message.seq())
                .bind("n", message.n())
                .bind("state", message.state().name())
                .bind("sends", message.sends())
                .bind("code", message.code())
                .bind("debits", host == null ? null : (Long) host.debits().count())
                .bind("debitAmount", host == null ? null : (Long) host.debits().amount())
                .bind("credits", host == null ? null : (Long) host.credits().count())
                .bind(
                        "creditAmount",
                        host == null ? null : (Long) host.credits().amount())
                .bind("answeredAt", millis(message.answeredAt()));
    }

    private static BatchMessage message(ResultSet row) throws SQLException {
        Identity identity = new Identity(
                new Stan(row.getInt("stan")),
                LocalDate.parse(row.getString("business_date")),
                present(instant(row, "first_sent_at"), "first_sent_at"),
                row.getInt("number"),
                LocalDate.parse(row.getString("day")),
                row.getLong("up_to"));
        return new BatchMessage(
                new LaneId(row.getString("acquirer"), row.getString("tid")),
                row.getLong("seq"),
                row.getInt("n"),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                identity,
                row.getLong("item"),
                row.getInt("sends"),
                row.getString("code"),
                host(row),
                instant(row, "answered_at"));
    }

    private static @Nullable BatchTotals host(ResultSet row) throws SQLException {
        return number(row, "host_debits") == null
                ? null
                : new BatchTotals(
                        new Sum(row.getLong("host_debits"), row.getLong("host_debit_amount")),
                        Sum.NONE,
                        new Sum(row.getLong("host_credits"), row.getLong("host_credit_amount")),
                        Sum.NONE);
    }
}
