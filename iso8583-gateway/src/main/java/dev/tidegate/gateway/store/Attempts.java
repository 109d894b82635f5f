package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.flag;
import static dev.tidegate.gateway.store.Columns.millis;
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
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages to the acquirer. */
public final class Attempts {
    private static final String ALL = "select * from attempt ";

    private static final String INSERT = "insert into attempt (payment_id, number, kind, state, acquirer, tid, stan,"
            + " rrn, business_date, first_sent_at, sends, next_at, original, reason, taken_over, response_code,"
            + " authorisation_code, issuer_data, answered_at, answered_amount, answered_time, remark)"
            + " values (:payment, :number, :kind, :state, :acquirer, :tid, :stan, :rrn, :date, :sentAt, :sends, :next,"
            + " :original, :reason, :takenOver, :responseCode, :authorisationCode, :issuerData, :answeredAt,"
            + " :answeredAmount, :answeredTime, :remark)";

    private static final String SET = "update attempt set state = :state, sends = :sends, next_at = :next,"
            + " taken_over = :takenOver, response_code = :responseCode, authorisation_code = :authorisationCode,"
            + " issuer_data = :issuerData, answered_at = :answeredAt, answered_amount = :answeredAmount,"
            + " answered_time = :answeredTime, remark = :remark";

    private static final String WHERE = " where payment_id = :payment and number = :number";

    // A column that is named is written to its indexes again, whether it changes or not: the numbers are in two.
    private static final String UPDATE_NUMBERED = SET + WHERE;
    private static final String UPDATE = SET + ", stan = :stan, rrn = :rrn, business_date = :date,"
            + " first_sent_at = :sentAt, reason = :reason" + WHERE;

    private final Session session;

    private final Pending pending;

    Attempts(Session session, Pending pending) {
        this.session = session;
        this.pending = pending;
    }

    /** A payment's messages in order. */
    public List<AttemptRow> of(PaymentId payment) {
        List<AttemptRow> known = pending.attempts(payment);
        if (known != null) {
            return known;
        }
        List<AttemptRow> read = session.sql(ALL + "where payment_id = :payment order by number")
                .bind("payment", payment.toString())
                .list(Attempts::attempt);
        pending.found(payment, read);
        return List.copyOf(read);
    }

    public void insert(AttemptRow attempt) {
        pending.flushNew(attempt.payment());
        KeptStatement row = bind(session.sql(INSERT), attempt)
                .bind("kind", attempt.kind().name())
                .bind("acquirer", attempt.lane().acquirer())
                .bind("tid", attempt.lane().terminal())
                .bind("original", attempt.original());
        bindNumbers(row, attempt).execute();
        pending.wrote(attempt);
    }

    public void update(AttemptRow attempt) {
        boolean isNumbered = pending.isNumberedAs(attempt);
        KeptStatement row = bind(session.sql(isNumbered ? UPDATE_NUMBERED : UPDATE), attempt);
        if (!isNumbered) {
            bindNumbers(row, attempt);
        }
        if (row.execute() != 1) {
            throw new StoreBrokenException(
                    "attempt " + attempt.number() + " of " + attempt.payment() + " is not there");
        }
        pending.wrote(attempt);
    }

    /** What was written down as being sent and not as ended: of a process that is gone, at start. */
    public List<AttemptRow> inFlight() {
        return session.sql(ALL + "where state = 'INTENT' order by payment_id, number")
                .list(Attempts::attempt);
    }

    /** What is written down as being sent on a terminal; never more than one. */
    public Optional<AttemptRow> inFlight(LaneId lane) {
        return session.sql(ALL + "where acquirer = :acquirer and tid = :tid and state = 'INTENT'")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .first(Attempts::attempt);
    }

    /** Whether anything of a terminal is on its way or waits to be sent, repeated or taken back. */
    public boolean hasOpen(LaneId lane) {
        return session.sql("select count(*) from (select 1 from attempt a where acquirer = :acquirer"
                                + " and tid = :tid and " + Work.OPEN_ATTEMPT
                                + " and state in ('QUEUED', 'INTENT', 'NOT_WRITTEN', 'TIMED_OUT')"
                                + " limit 1) o")
                        .bind("acquirer", lane.acquirer())
                        .bind("tid", lane.terminal())
                        .number()
                > 0;
    }

    /** Whether a reversal of the terminal waits for its turn or its answer: nothing else may go before it. */
    public boolean reversalWaits(LaneId lane) {
        return count(lane, "kind = 'REVERSAL' and state in ('QUEUED', 'INTENT', 'TIMED_OUT')") > 0;
    }

    /** The newest message with a STAN on a terminal, reversals or the others. */
    public Optional<AttemptRow> newest(LaneId lane, Stan stan, boolean reversal) {
        return session.sql(ALL + "where acquirer = :acquirer and tid = :tid and stan = :stan and kind "
                        + (reversal ? "=" : "<>") + " 'REVERSAL' order by first_sent_at desc limit 1")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .bind("stan", stan.value())
                .first(Attempts::attempt);
    }

    static AttemptRow attempt(ReadRow row) throws SQLException {
        return new AttemptRow(
                PaymentId.of(row.text("payment_id")),
                row.small("number"),
                Kind.valueOf(row.text("kind")),
                State.valueOf(row.text("state")),
                new LaneId(row.text("acquirer"), row.text("tid")),
                trace(row),
                row.small("sends"),
                row.instant("next_at"),
                row.small("original"),
                reason(row.textOrNothing("reason")),
                row.flag("taken_over"),
                new Said(
                        row.text("response_code"),
                        row.text("authorisation_code"),
                        Octets.ofHex(row.text("issuer_data")),
                        row.instant("answered_at"),
                        row.numberOrNothing("answered_amount"),
                        row.text("answered_time")),
                row.text("remark"));
    }

    private static @Nullable ReversalReason reason(@Nullable String name) {
        return name == null ? null : ReversalReason.valueOf(name);
    }

    private static @Nullable Trace trace(ReadRow row) throws SQLException {
        int stan = row.small("stan");
        if (row.wasNothing()) {
            return null;
        }
        return new Trace(
                new Stan(stan),
                new Rrn(row.text("rrn")),
                LocalDate.parse(row.text("business_date")),
                present(row.instant("first_sent_at"), "first_sent_at"));
    }

    /** Of those that have not ended. */
    private long count(LaneId lane, String condition) {
        return session.sql("select count(*) from attempt a where acquirer = :acquirer and tid = :tid and "
                        + Work.OPEN_ATTEMPT + " and " + condition)
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .number();
    }

    private static KeptStatement bind(KeptStatement row, AttemptRow attempt) {
        return row.bind("payment", attempt.payment().toString())
                .bind("number", attempt.number())
                .bind("state", attempt.state().name())
                .bind("sends", attempt.sends())
                .bind("next", millis(attempt.nextAt()))
                .bind("takenOver", flag(attempt.takenOver()))
                .bind("responseCode", attempt.said().responseCode())
                .bind("authorisationCode", attempt.said().authorisationCode())
                .bind("issuerData", attempt.said().issuerData().hex())
                .bind("answeredAt", millis(attempt.said().at()))
                .bind("answeredAmount", attempt.said().minor())
                .bind("answeredTime", attempt.said().localTime())
                .bind("remark", attempt.remark());
    }

    private static KeptStatement bindNumbers(KeptStatement row, AttemptRow attempt) {
        Trace trace = attempt.trace();
        ReversalReason reason = attempt.reason();
        return row.bind("stan", trace == null ? null : (Integer) trace.stan().value())
                .bind("rrn", trace == null ? null : trace.rrn().value())
                .bind("date", trace == null ? null : trace.businessDate().toString())
                .bind("sentAt", trace == null ? null : millis(trace.firstSentAt()))
                .bind("reason", reason == null ? null : reason.name());
    }
}
