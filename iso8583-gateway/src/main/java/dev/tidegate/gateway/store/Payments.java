package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.flag;
import static dev.tidegate.gateway.store.Columns.millis;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The payments. */
public final class Payments {
    /** What one answer to a till holds at most. */
    public static final int NEWS_ROWS_MAX = 256;
    /** What one page of the list holds at most. */
    public static final int LIST_ROWS_MAX = 500;

    private static final String ALL = "select * from payment ";

    static final String INSERT =
            "insert into payment (payment_id, till_id, acquirer, tid, kind, state, reason, version, last_event, told,"
                    + " amount, currency, sold_at, entry_mode, brand, last_four, stored_seq, shown, completed,"
                    + " tombstone, first_answer, first_cause, response_code, authorisation_code, stan, rrn, captured,"
                    + " captured_at, attempts, next_attempt_at, deadline, card, sensitive, card_mark)"
                    + " values (:id, :till, :acquirer, :tid, :kind, :state, :reason, :version, :event, :told, :amount,"
                    + " :currency, :soldAt, :entryMode, :brand, :lastFour, :storedSeq, :shown, :completed, :tombstone,"
                    + " :first, :cause, :responseCode, :authorisationCode, :stan, :rrn, :captured, :capturedAt,"
                    + " :attempts, :next, :deadline, :card, :sensitive, :mark)";

    /** Which payments people look for. */
    public enum Shown {
        ALL("1 = 1"),
        /** Something of it was sent and not answered, or has to go again. */
        STUCK("payment_id in (select payment_id from payment where state in ('RETRY_WAIT', 'UNRESOLVED', 'VOID_ASKED')"
                + " union select payment_id from attempt where state in ('TIMED_OUT', 'PARKED'))"),
        /** It is set aside. */
        HELD("state in ('HELD', 'EXPIRED_HELD')"),
        /** It does not go on without a person. That a state is named twice lets SQLite take the index on these two. */
        PERSON("payment_id in (select payment_id from payment where state in ('HELD', 'EXPIRED_HELD')"
                + " union select payment_id from attempt where state in ('TIMED_OUT', 'PARKED') and state = 'PARKED'"
                + " union select m.subject from manual_action m join payment q on q.payment_id = m.subject"
                + "   and q.version = m.version where m.state = 'ASKED' and m.at > :since)");

        private final String condition;

        Shown(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }
    }

    static final String UPDATE =
            "update payment set kind = :kind, state = :state, reason = :reason, version = :version,"
                    + " last_event = :event, told = :told, amount = :amount, currency = :currency, sold_at = :soldAt,"
                    + " entry_mode = :entryMode, brand = :brand, last_four = :lastFour, stored_seq = :storedSeq,"
                    + " shown = :shown, completed = :completed, tombstone = :tombstone, first_answer = :first,"
                    + " first_cause = :cause, response_code = :responseCode,"
                    + " authorisation_code = :authorisationCode, stan = :stan, rrn = :rrn, captured = :captured,"
                    + " captured_at = :capturedAt, attempts = :attempts, next_attempt_at = :next,"
                    + " deadline = :deadline where payment_id = :id";

    private final Handle handle;
    private final Pending pending;

    Payments(Handle handle, Pending pending) {
        this.handle = handle;
        this.pending = pending;
    }

    public Optional<PaymentRow> find(PaymentId id) {
        PaymentRow known = pending.known(id);
        if (known != null || pending.isAbsent(id)) {
            return Optional.ofNullable(known);
        }
        return handle.createQuery(ALL + "where payment_id = :id")
                .bind("id", id.toString())
                .map(new PaymentMapper())
                .findOne();
    }

    /** Looks these up at once, where a caller is about to {@link #find} each. Only inside {@link Store#write}. */
    public void expect(Set<PaymentId> ids) {
        if (!ids.isEmpty()) {
            pending.flush();
            List<PaymentRow> found = handle.createQuery(ALL + "where payment_id in (<ids>)")
                    .bindList("ids", ids.stream().map(PaymentId::toString).toList())
                    .map(new PaymentMapper())
                    .list();
            pending.found(ids, found);
        }
    }

    /** A new row; the id is not there yet. Only inside {@link Store#write}. */
    public void insert(PaymentRow payment, boolean told) {
        pending.insert(payment, told);
    }

    /** Everything but the identity, the till and the card columns. Only inside {@link Store#write}. */
    public void update(PaymentRow payment, boolean told) {
        pending.update(payment, told);
    }

    /** The sealed card data; empty where none is kept. */
    public Optional<Octets> card(PaymentId id) {
        return column("card", id);
    }

    /** The sealed track; empty where none is kept, and after the answer. */
    public Optional<Octets> sensitive(PaymentId id) {
        return column("sensitive", id);
    }

    /** What of a payment is captured, in minor units; empty where nothing is, or it is not there. */
    public Optional<Long> captured(PaymentId id) {
        PaymentRow known = pending.known(id);
        if (known != null || pending.isAbsent(id)) {
            return Optional.ofNullable(known)
                    .map(row -> row.outcome().captured())
                    .map(Amount::minor);
        }
        return handle.createQuery("select captured from payment where payment_id = :id and captured is not null")
                .bind("id", id.toString())
                .mapTo(Long.class)
                .findOne();
    }

    /** Writes both card columns. */
    public void keepCard(PaymentId id, Octets card, @Nullable Octets sensitive) {
        if (!pending.keepCard(id, card, sensitive)) {
            handle.createUpdate("update payment set card = :card, sensitive = :sensitive where payment_id = :id")
                    .bind("card", card.toByteArray())
                    .bind("sensitive", Columns.bytes(sensitive))
                    .bind("id", id.toString())
                    .execute();
        }
    }

    /** Writes the keyed hash of the card's number. */
    public void markCard(PaymentId id, Octets mark) {
        if (!pending.markCard(id, mark)) {
            handle.createUpdate("update payment set card_mark = :mark where payment_id = :id")
                    .bind("mark", mark.hex())
                    .bind("id", id.toString())
                    .execute();
        }
    }

    /** Empties the sensitive column. */
    public void forgetSensitive(PaymentId id) {
        pending.flush();
        handle.createUpdate("update payment set sensitive = null where payment_id = :id and sensitive is not null")
                .bind("id", id.toString())
                .execute();
    }

    /** What a till may hear of since an event, oldest first, each payment once. */
    public List<PaymentRow> newsAfter(TillId till, long event) {
        pending.flush();
        return handle.createQuery(ALL + "where till_id = :till and last_event > :event and told = 1"
                        + " order by last_event limit " + NEWS_ROWS_MAX)
                .bind("till", till.toString())
                .bind("event", event)
                .map(new PaymentMapper())
                .list();
    }

    /** Stored sales of a till that an OFFERED record covers and that were not offered before. */
    public List<PaymentRow> storedUpTo(TillId till, long seq) {
        // They came in this very batch for the most part: what is pending is looked through instead of said.
        List<PaymentRow> there = handle.createQuery(
                        ALL + "where till_id = :till and state = 'STORED'" + " and stored_seq <= :seq")
                .bind("till", till.toString())
                .bind("seq", seq)
                .map(new PaymentMapper())
                .list();
        pending.found(Set.of(), there);
        return pending.over(there)
                .filter(row -> row.till().equals(till)
                        && row.state() == PaymentState.STORED
                        && row.marks().storedSeq() <= seq)
                .sorted(Comparator.comparingLong(row -> row.marks().storedSeq()))
                .toList();
    }

    /** Stored sales of a till that nobody was told of, and that wait for nothing else. */
    public List<PaymentRow> unshownUpTo(TillId till, long seq) {
        pending.flush();
        return handle.createQuery(ALL + "where till_id = :till and state in ('STORED', 'FORWARDING') and shown = 0"
                        + " and stored_seq > 0 and stored_seq <= :seq order by stored_seq")
                .bind("till", till.toString())
                .bind("seq", seq)
                .map(new PaymentMapper())
                .list();
    }

    /**
     * Live sales for which the till has gone on: their ASKED lies before {@code seq}, no ANSWERED has come, and nothing
     * was said for or against them.
     */
    public List<PaymentRow> leftBehind(TillId till, long seq) {
        pending.flush();
        return handle.createQuery(ALL + "p where till_id = :till and kind = 'LIVE' and completed = 0"
                        + " and state in ('ASKING', 'AUTHORISED', 'AWAITING_TILL', 'CAPTURED')"
                        + " and exists (select 1 from journal_record r where r.till_id = p.till_id and r.seq < :seq"
                        + "   and r.payment_id = p.payment_id and r.type = 'ASKED')"
                        + " and not exists (select 1 from journal_record r where r.payment_id = p.payment_id"
                        + "   and r.type = 'ANSWERED')"
                        + " and exists (select 1 from attempt a where a.payment_id = p.payment_id)"
                        + " and not exists (select 1 from attempt a where a.payment_id = p.payment_id"
                        + "   and a.kind = 'REVERSAL')")
                .bind("till", till.toString())
                .bind("seq", seq)
                .map(new PaymentMapper())
                .list();
    }

    /**
     * Payments for people, the newest sale first: an id is of the time when it was made (UUIDv7).
     *
     * @param terminal DE 41 without blanks at its end; empty for all
     * @param before the last one of the page before; absent for the first page
     * @param since words for which a second person is needed count from here on
     */
    public List<PaymentRow> list(Shown show, String terminal, @Nullable PaymentId before, Instant since, int limit) {
        pending.flush();
        String sql = ALL + "where " + show.condition()
                + (terminal.isEmpty() ? "" : " and tid in (:terminal, :padded)")
                + (before == null ? "" : " and payment_id < :before") + " order by payment_id desc limit :limit";
        Query query = handle.createQuery(sql).bind("limit", Math.clamp(limit, 1, LIST_ROWS_MAX));
        if (!terminal.isEmpty()) {
            query.bind("terminal", terminal).bind("padded", String.format(Locale.ROOT, "%-8s", terminal));
        }
        if (before != null) {
            query.bind("before", before.toString());
        }
        if (show == Shown.PERSON) {
            query.bind("since", since.toEpochMilli());
        }
        return query.map(new PaymentMapper()).list();
    }

    /** How many of them there are. */
    public int count(Shown show, Instant since) {
        pending.flush();
        Query query = handle.createQuery("select count(*) from payment where " + show.condition());
        if (show == Shown.PERSON) {
            query.bind("since", since.toEpochMilli());
        }
        return query.mapTo(Integer.class).one();
    }

    private Optional<Octets> column(String column, PaymentId id) {
        pending.flush();
        return handle.createQuery(
                        "select " + column + " from payment where payment_id = :id and " + column + " is not null")
                .bind("id", id.toString())
                .map((row, context) -> Octets.of(row.getBytes(1)))
                .findOne();
    }

    static void bind(PreparedBatch row, PaymentRow payment, boolean told) {
        Terms terms = payment.terms();
        PaymentRow.Outcome outcome = payment.outcome();
        Amount captured = outcome.captured();
        row.bind("id", payment.id().toString())
                .bind("kind", payment.kind().name())
                .bind("state", payment.state().name())
                .bind("reason", payment.place().reason().name())
                .bind("version", payment.place().version())
                .bind("event", payment.place().event())
                .bind("told", flag(told))
                .bind("amount", terms == null ? null : (Long) terms.amount().minor())
                .bind(
                        "currency",
                        terms == null ? null : terms.amount().currency().getCurrencyCode())
                .bind("soldAt", terms == null ? null : millis(terms.soldAt()))
                .bind("entryMode", terms == null ? null : terms.entryMode().name())
                .bind("brand", terms == null ? null : terms.card().brand().name())
                .bind("lastFour", terms == null ? null : terms.card().lastFour())
                .bind("storedSeq", payment.marks().storedSeq())
                .bind("shown", flag(payment.marks().shown()))
                .bind("completed", flag(payment.marks().completed()))
                .bind("tombstone", flag(payment.marks().tombstone()))
                .bind("first", outcome.first().name())
                .bind("cause", outcome.cause().name())
                .bind("responseCode", outcome.reply().responseCode())
                .bind("authorisationCode", outcome.reply().authorisationCode())
                .bind("stan", outcome.reply().stan())
                .bind("rrn", outcome.reply().rrn())
                .bind("captured", captured == null ? null : (Long) captured.minor())
                .bind("capturedAt", millis(outcome.capturedAt()))
                .bind("attempts", outcome.attempts())
                .bind("next", millis(outcome.nextAttempt()))
                .bind("deadline", millis(outcome.deadline()));
    }
}
