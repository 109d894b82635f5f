package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.flag;
import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.millis;
import static dev.tidegate.gateway.store.Columns.number;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.Said;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.AttemptRow.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The messages to the acquirer. */
public final class Attempts {
    private static final String ALL = "select * from attempt ";

    private final Handle handle;

    Attempts(Handle handle) {
        this.handle = handle;
    }

    /** A payment's messages in order. */
    public List<AttemptRow> of(PaymentId payment) {
        return handle.createQuery(ALL + "where payment_id = :payment order by number")
                .bind("payment", payment.toString())
                .map((row, context) -> attempt(row))
                .list();
    }

    public void insert(AttemptRow attempt) {
        bindAll(
                        handle.createUpdate(
                                "insert into attempt (payment_id, number, kind, state, acquirer, tid, stan, rrn,"
                                        + " business_date, first_sent_at, sends, next_at, original, reason, taken_over,"
                                        + " response_code,"
                                        + " authorisation_code, issuer_data, answered_at, answered_amount,"
                                        + " answered_time, remark)"
                                        + " values (:payment, :number, :kind, :state, :acquirer, :tid, :stan, :rrn,"
                                        + " :date,"
                                        + " :sentAt,"
                                        + " :sends, :next, :original, :reason, :takenOver, :responseCode,"
                                        + " :authorisationCode,"
                                        + " :issuerData,"
                                        + " :answeredAt, :answeredAmount, :answeredTime, :remark)"),
                        attempt)
                .bind("kind", attempt.kind().name())
                .bind("acquirer", attempt.lane().acquirer())
                .bind("tid", attempt.lane().terminal())
                .bind("original", attempt.original())
                .execute();
    }

    public void update(AttemptRow attempt) {
        Update update = handle.createUpdate("update attempt set state = :state, stan = :stan, rrn = :rrn,"
                + " business_date = :date, first_sent_at = :sentAt, sends = :sends, next_at = :next,"
                + " taken_over = :takenOver, response_code = :responseCode, authorisation_code = :authorisationCode,"
                + " issuer_data = :issuerData, answered_at = :answeredAt, answered_amount = :answeredAmount,"
                + " answered_time = :answeredTime, reason = :reason, remark = :remark"
                + " where payment_id = :payment and number = :number");
        if (bindAll(update, attempt).execute() != 1) {
            throw new StoreBrokenException(
                    "attempt " + attempt.number() + " of " + attempt.payment() + " is not there");
        }
    }

    /** What was written down as being sent and not as ended: of a process that is gone, at start. */
    public List<AttemptRow> inFlight() {
        return handle.createQuery(ALL + "where state = 'INTENT' order by payment_id, number")
                .map((row, context) -> attempt(row))
                .list();
    }

    /** What is written down as being sent on a terminal; never more than one. */
    public Optional<AttemptRow> inFlight(LaneId lane) {
        return handle.createQuery(ALL + "where acquirer = :acquirer and tid = :tid and state = 'INTENT'")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .map((row, context) -> attempt(row))
                .findOne();
    }

    /** Whether anything of a terminal is on its way or waits to be sent, repeated or taken back. */
    public boolean hasOpen(LaneId lane) {
        return handle.createQuery("select count(*) from (select 1 from attempt a where acquirer = :acquirer"
                                + " and tid = :tid and " + Work.OPEN_ATTEMPT
                                + " and state in ('QUEUED', 'INTENT', 'NOT_WRITTEN', 'TIMED_OUT')"
                                + " limit 1) o")
                        .bind("acquirer", lane.acquirer())
                        .bind("tid", lane.terminal())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Whether a reversal of the terminal waits for its turn or its answer: nothing else may go before it. */
    public boolean reversalWaits(LaneId lane) {
        return count(lane, "kind = 'REVERSAL' and state in ('QUEUED', 'INTENT', 'TIMED_OUT')") > 0;
    }

    /** The newest message with a STAN on a terminal, reversals or the others. */
    public Optional<AttemptRow> newest(LaneId lane, Stan stan, boolean reversal) {
        return handle.createQuery(ALL + "where acquirer = :acquirer and tid = :tid and stan = :stan and kind "
                        + (reversal ? "=" : "<>") + " 'REVERSAL' order by first_sent_at desc limit 1")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .bind("stan", stan.value())
                .map((row, context) -> attempt(row))
                .findOne();
    }

    static AttemptRow attempt(ResultSet row) throws SQLException {
        return new AttemptRow(
                PaymentId.of(row.getString("payment_id")),
                row.getInt("number"),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                new LaneId(row.getString("acquirer"), row.getString("tid")),
                trace(row),
                row.getInt("sends"),
                instant(row, "next_at"),
                row.getInt("original"),
                reason(row.getString("reason")),
                flag(row, "taken_over"),
                new Said(
                        row.getString("response_code"),
                        row.getString("authorisation_code"),
                        Octets.ofHex(row.getString("issuer_data")),
                        instant(row, "answered_at"),
                        number(row, "answered_amount"),
                        row.getString("answered_time")),
                row.getString("remark"));
    }

    private static @Nullable ReversalReason reason(@Nullable String name) {
        return name == null ? null : ReversalReason.valueOf(name);
    }

    private static @Nullable Trace trace(ResultSet row) throws SQLException {
        int stan = row.getInt("stan");
        if (row.wasNull()) {
            return null;
        }
        return new Trace(
                new Stan(stan),
                new Rrn(row.getString("rrn")),
                LocalDate.parse(row.getString("business_date")),
                present(instant(row, "first_sent_at"), "first_sent_at"));
    }

    /** Of those that have not ended. */
    private long count(LaneId lane, String condition) {
        return handle.createQuery("select count(*) from attempt a where acquirer = :acquirer and tid = :tid and "
                        + Work.OPEN_ATTEMPT + " and " + condition)
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .mapTo(Long.class)
                .one();
    }

    private static Update bindAll(Update row, AttemptRow attempt) {
        Trace trace = attempt.trace();
        return row.bind("payment", attempt.payment().toString())
                .bind("number", attempt.number())
                .bind("state", attempt.state().name())
                .bind("stan", trace == null ? null : (Integer) trace.stan().value())
                .bind("rrn", trace == null ? null : trace.rrn().value())
                .bind("date", trace == null ? null : trace.businessDate().toString())
                .bind("sentAt", trace == null ? null : millis(trace.firstSentAt()))
                .bind("sends", attempt.sends())
                .bind("next", millis(attempt.nextAt()))
                .bind("takenOver", flag(attempt.takenOver()))
                .bind("responseCode", attempt.said().responseCode())
                .bind("authorisationCode", attempt.said().authorisationCode())
                .bind("issuerData", attempt.said().issuerData().hex())
                .bind("answeredAt", millis(attempt.said().at()))
                .bind("answeredAmount", attempt.said().minor())
                .bind("answeredTime", attempt.said().localTime())
                .bind(
                        "reason",
                        attempt.reason() == null ? null : attempt.reason().name())
                .bind("remark", attempt.remark());
    }
}
