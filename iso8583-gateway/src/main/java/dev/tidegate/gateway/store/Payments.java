package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.flag;
import static dev.tidegate.gateway.store.Columns.millis;
import static java.util.stream.Collectors.joining;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The payments. */
public final class Payments {
    /** What one answer to a till holds at most. */
    public static final int NEWS_ROWS_MAX = 256;
    /** What one page of the list holds at most. */
    public static final int LIST_ROWS_MAX = 500;

    private static final String ALL = "select * from payment ";

    /** What one question asks for at once: half of a batch of records. */
    private static final int TOGETHER = 32;

    private static final String TOGETHER_SQL = ALL
            + IntStream.range(0, TOGETHER)
                    .mapToObj(i -> ":id" + i)
                    .collect(joining(", ", "where payment_id in (", ")"));

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

    private static final String SET_COURSE = "update payment set state = :state, reason = :reason, version = :version,"
            + " last_event = :event, told = :told, stored_seq = :storedSeq, shown = :shown, completed = :completed,"
            + " tombstone = :tombstone, first_answer = :first, first_cause = :cause, response_code = :responseCode,"
            + " authorisation_code = :authorisationCode, stan = :stan, rrn = :rrn, captured = :captured,"
            + " captured_at = :capturedAt, attempts = :attempts, next_attempt_at = :next, deadline = :deadline";

    /** Of a payment whose terms stay: a column that is named is written to its indexes again. */
    static final String UPDATE_COURSE = SET_COURSE + " where payment_id = :id";

    static final String UPDATE = SET_COURSE + ", kind = :kind, amount = :amount, currency = :currency,"
            + " sold_at = :soldAt, entry_mode = :entryMode, brand = :brand, last_four = :lastFour"
            + " where payment_id = :id";

    private final Session session;
    private final Pending pending;

    Payments(Session session, Pending pending) {
        this.session = session;
        this.pending = pending;
    }

    public Optional<PaymentRow> find(PaymentId id) {
        PaymentRow known = pending.known(id);
        if (known != null || pending.isAbsent(id)) {
            return Optional.ofNullable(known);
        }
        Optional<PaymentRow> read = session.sql(ALL + "where payment_id = :id")
                .bind("id", id.toString())
                .first(PaymentMapper::payment);
        pending.found(Set.of(id), read.stream().toList());
        return read;
    }

    /** Looks these up at once, where a caller is about to {@link #find} each. Only inside {@link Store#write}. */
    public void expect(Set<PaymentId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        pending.flush();
        List<PaymentId> asked = List.copyOf(ids);
        List<PaymentRow> found = new ArrayList<>();
        for (int from = 0; from < asked.size(); from += TOGETHER) {
            KeptStatement some = session.sql(TOGETHER_SQL);
            for (int i = 0; i < TOGETHER; i++) {
                // The last one fills up the list.
                some.bind(
                        "id" + i,
                        asked.get(Math.min(from + i, asked.size() - 1)).toString());
            }
            found.addAll(some.list(PaymentMapper::payment));
        }
        pending.found(ids, found);
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
        return session.sql("select captured from payment where payment_id = :id and captured is not null")
                .bind("id", id.toString())
                .first(row -> row.number("captured"));
    }

    /** Writes both card columns. */
    public void keepCard(PaymentId id, Octets card, @Nullable Octets sensitive) {
        if (!pending.keepCard(id, card, sensitive)) {
            session.sql("update payment set card = :card, sensitive = :sensitive where payment_id = :id")
                    .bind("card", card.toByteArray())
                    .bind("sensitive", Columns.bytes(sensitive))
                    .bind("id", id.toString())
                    .execute();
        }
    }

    /** Writes the keyed hash of the card's number. */
    public void markCard(PaymentId id, Octets mark) {
        if (!pending.markCard(id, mark)) {
            session.sql("update payment set card_mark = :mark where payment_id = :id")
                    .bind("mark", mark.hex())
                    .bind("id", id.toString())
                    .execute();
        }
    }

    /** Empties the sensitive column. */
    public void forgetSensitive(PaymentId id) {
        pending.flush();
        session.sql("update payment set sensitive = null where payment_id = :id and sensitive is not null")
                .bind("id", id.toString())
                .execute();
    }

    /** What a till may hear of since an event, oldest first, each payment once. */
    public List<PaymentRow> newsAfter(TillId till, long event) {
        pending.flush();
        return session.sql(ALL + "where till_id = :till and last_event > :event and told = 1"
                        + " order by last_event limit " + NEWS_ROWS_MAX)
                .bind("till", till.toString())
                .bind("event", event)
                .list(PaymentMapper::payment);
    }

    /** Stored sales of a till that an OFFERED record covers and that were not offered before. */
    public List<PaymentRow> storedUpTo(TillId till, long seq) {
        // They came in this very batch for the most part: what is pending is looked through instead of said.
        List<PaymentRow> there = session.sql(
                        ALL + "where till_id = :till and state = 'STORED'" + " and stored_seq <= :seq")
                .bind("till", till.toString())
                .bind("seq", seq)
                .list(PaymentMapper::payment);
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
        return session.sql(ALL + "where till_id = :till and state in ('STORED', 'FORWARDING') and shown = 0"
                        + " and stored_seq > 0 and stored_seq <= :seq order by stored_seq")
                .bind("till", till.toString())
                .bind("seq", seq)
                .list(PaymentMapper::payment);
    }

    /**
     * Live sales for which the till has gone on: their ASKED lies before {@code seq}, no ANSWERED has come, and nothing
     * was said for or against them.
     */
    public List<PaymentRow> leftBehind(TillId till, long seq) {
        pending.flush();
        return session.sql(ALL + "p where till_id = :till and kind = 'LIVE' and completed = 0"
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
                .list(PaymentMapper::payment);
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
        KeptStatement query = session.sql(sql).bind("limit", Math.clamp(limit, 1, LIST_ROWS_MAX));
        if (!terminal.isEmpty()) {
            query.bind("terminal", terminal).bind("padded", String.format(Locale.ROOT, "%-8s", terminal));
        }
        if (before != null) {
            query.bind("before", before.toString());
        }
        if (show == Shown.PERSON) {
            query.bind("since", since.toEpochMilli());
        }
        return query.list(PaymentMapper::payment);
    }

    /** How many of them there are. */
    public int count(Shown show, Instant since) {
        pending.flush();
        KeptStatement query = session.sql("select count(*) from payment where " + show.condition());
        if (show == Shown.PERSON) {
            query.bind("since", since.toEpochMilli());
        }
        return (int) query.number();
    }

    private Optional<Octets> column(String column, PaymentId id) {
        pending.flush();
        return session.sql("select " + column + " from payment where payment_id = :id and " + column + " is not null")
                .bind("id", id.toString())
                .first(row -> Columns.present(row.octets(column), column));
    }

    static void bind(KeptStatement row, PaymentRow payment, boolean told) {
        bindCourse(row, payment, told);
        Terms terms = payment.terms();
        row.bind("kind", payment.kind().name())
                .bind("amount", terms == null ? null : (Long) terms.amount().minor())
                .bind(
                        "currency",
                        terms == null ? null : terms.amount().currency().getCurrencyCode())
                .bind("soldAt", terms == null ? null : millis(terms.soldAt()))
                .bind("entryMode", terms == null ? null : terms.entryMode().name())
                .bind("brand", terms == null ? null : terms.card().brand().name())
                .bind("lastFour", terms == null ? null : terms.card().lastFour());
    }

    static void bindCourse(KeptStatement row, PaymentRow payment, boolean told) {
        PaymentRow.Outcome outcome = payment.outcome();
        Amount captured = outcome.captured();
        row.bind("id", payment.id().toString())
                .bind("state", payment.state().name())
                .bind("reason", payment.place().reason().name())
                .bind("version", payment.place().version())
                .bind("event", payment.place().event())
                .bind("told", flag(told))
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
