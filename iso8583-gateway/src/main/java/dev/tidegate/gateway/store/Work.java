package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What waits to be sent, by terminal: reversals before advices before deferred requests, those with the nearest
 * deadline first. A stored sale waits only once its till has offered it and a person was told.
 */
public final class Work {
    /** Of an attempt {@code a}: it has not ended. As the index says it (V14). */
    static final String OPEN_ATTEMPT = "a.state in ('QUEUED', 'INTENT', 'NOT_WRITTEN', 'TIMED_OUT', 'PARKED')";
    /**
     * Of a payment {@code p}: something may still be sent for it, or a person has to act. As the index says it (V14).
     */
    static final String OPEN_PAYMENT = "p.state in ('STORED', 'FORWARDING', 'RETRY_WAIT', 'UNRESOLVED', 'VOID_ASKED',"
            + " 'HELD', 'EXPIRED_HELD', 'DECLINED_AFTER_STORE')";

    // An INTENT too: whoever finds one while it has the terminal's turn has found what somebody left behind.
    private static final String LEFT_BEHIND = "a.state = 'INTENT'";

    private static final String REVERSAL_DUE =
            "a.kind = 'REVERSAL' and (a.state = 'QUEUED'" + " or a.state = 'TIMED_OUT' and a.next_at <= :now)";

    // A completion goes while its payment is not set aside; a person who lets it go puts it to FORWARDING.
    private static final String COMPLETION_DUE =
            "a.kind = 'COMPLETION' and a.state in ('QUEUED', 'NOT_WRITTEN', 'TIMED_OUT')"
                    + " and a.next_at <= :now and exists (select 1 from payment p where p.payment_id = a.payment_id"
                    + "   and p.state in ('AUTHORISED', 'FORWARDING', 'DECLINED_AFTER_STORE'))";

    // The refund of a void, which nobody at a till waits for.
    private static final String REFUND_DUE =
            "a.kind = 'REFUND' and a.state in ('QUEUED', 'NOT_WRITTEN') and a.next_at <= :now";

    private static final String PAYMENT_DUE =
            "p.shown = 1 and p.kind <> 'LIVE' and p.kind <> 'REFUND' and p.kind <> 'TOMBSTONE'"
                    + " and not exists (select 1 from attempt a where a.payment_id = p.payment_id"
                    + "   and a.kind = 'COMPLETION' and a.state <> 'ANSWERED')"
                    + " and (p.state = 'FORWARDING' and not exists (select 1 from attempt a"
                    + "      where a.payment_id = p.payment_id and a.state in ('INTENT', 'TIMED_OUT')"
                    + "      and a.kind <> 'REVERSAL')"
                    + "   or p.state = 'RETRY_WAIT' and p.next_attempt_at <= :now"
                    + "   or p.state = 'DECLINED_AFTER_STORE' and p.next_attempt_at <= :now"
                    + "      and not exists (select 1 from attempt a"
                    + "      where a.payment_id = p.payment_id and a.state in ('INTENT', 'TIMED_OUT'))"
                    + "   or p.state in ('FORWARDING', 'UNRESOLVED', 'VOID_ASKED', 'DECLINED_AFTER_STORE')"
                    + "      and exists (select 1 from attempt a"
                    + "      where a.payment_id = p.payment_id and a.state = 'TIMED_OUT' and a.kind <> 'REVERSAL'"
                    + "      and a.next_at <= :now))";

    // Nothing new is begun on a paused lane; what is unanswered is asked about on.
    // Deferred sales of one card go in the order of their sale times, one at a time: an issuer that declines the first
    // would approve the second. One that is on its way already is repeated; one that is set aside stops nobody.
    private static final String IN_TURN = " and (p.kind <> 'DEFERRED_AUTHORISATION'"
            + " or exists (select 1 from attempt a where a.payment_id = p.payment_id and a.state = 'TIMED_OUT')"
            + " or not exists (select 1 from deferred_lane d"
            + "   where d.acquirer = p.acquirer and d.paused_at is not null))"
            + " and (p.kind <> 'DEFERRED_AUTHORISATION' or p.card_mark is null"
            + " or exists (select 1 from attempt a where a.payment_id = p.payment_id and a.state = 'TIMED_OUT')"
            + " or not exists (select 1 from payment q where q.acquirer = p.acquirer and q.card_mark = p.card_mark"
            + "   and q.payment_id <> p.payment_id and q.kind = 'DEFERRED_AUTHORISATION'"
            + "   and (exists (select 1 from attempt a where a.payment_id = q.payment_id"
            + "        and a.state in ('INTENT', 'TIMED_OUT') and q.state not in ('HELD', 'EXPIRED_HELD'))"
            + "     or q.shown = 1 and q.state in ('FORWARDING', 'UNRESOLVED', 'RETRY_WAIT', 'VOID_ASKED')"
            + "        and (q.sold_at < p.sold_at or q.sold_at = p.sold_at and q.payment_id < p.payment_id))))";

    /** More than any scheme allows. */
    private static final int LATER_MAX = 1_000;

    /** What one look marks at most. */
    private static final int MARKED_MAX = 256;

    private final Session session;

    Work(Session session) {
        this.session = session;
    }

    /** The terminals of an acquirer on which something waits. */
    public List<LaneId> lanes(String acquirer, Instant now) {
        return session.sql("select distinct a.tid from attempt a where a.acquirer = :acquirer and "
                        + OPEN_ATTEMPT + " and (" + LEFT_BEHIND + " or " + REVERSAL_DUE + " or " + COMPLETION_DUE
                        + " or "
                        + REFUND_DUE + ")"
                        + " union select l.tid from (select distinct p.tid from payment p where p.acquirer = :acquirer"
                        + "   and " + OPEN_PAYMENT + ") l where exists (select 1 from payment p"
                        + "   where p.acquirer = :acquirer and p.tid = l.tid and " + OPEN_PAYMENT + " and "
                        + PAYMENT_DUE + IN_TURN + ")")
                .bind("acquirer", acquirer)
                .bind("now", now.toEpochMilli())
                .list(row -> new LaneId(acquirer, row.text("tid")));
    }

    /** The reversal that waits longest on a terminal. */
    public Optional<AttemptRow> reversal(LaneId lane, Instant now) {
        return session.sql("select a.* from attempt a where a.acquirer = :acquirer and a.tid = :tid and " + OPEN_ATTEMPT
                        + " and " + REVERSAL_DUE + " order by a.next_at limit 1")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .bind("now", now.toEpochMilli())
                .first(Attempts::attempt);
    }

    /**
     * Stored sales of an acquirer that were made before a time, are not with it, and are not marked for that yet; so
     * many as one transaction takes.
     */
    public List<PaymentRow> late(String acquirer, PaymentRow.Kind kind, Instant before) {
        return session.sql("select p.* from payment p where p.acquirer = :acquirer and p.kind = :kind"
                        + " and " + OPEN_PAYMENT
                        + " and p.state in ('STORED', 'FORWARDING', 'UNRESOLVED', 'RETRY_WAIT', 'HELD', 'VOID_ASKED')"
                        + " and p.sold_at <= :before"
                        + " and not exists (select 1 from event e where e.payment_id = p.payment_id"
                        + "   and e.event = 'LATE')"
                        + " order by p.sold_at limit :limit")
                .bind("acquirer", acquirer)
                .bind("kind", kind.name())
                .bind("before", before.toEpochMilli())
                .bind("limit", MARKED_MAX)
                .list(PaymentMapper::payment);
    }

    /**
     * Live approvals of an acquirer that were answered before a time, neither completed nor reversed, and not marked
     * for that yet; the oldest first, so many as one transaction takes.
     */
    public List<PaymentRow> uncompleted(String acquirer, Instant before) {
        return session.sql("select p.* from payment p where p.acquirer = :acquirer and p.kind = 'LIVE'"
                        + " and p.completed = 0 and p.state in ('AUTHORISED', 'CAPTURED')"
                        + " and exists (select 1 from attempt a where a.payment_id = p.payment_id and a.kind = 'SALE'"
                        + "   and a.answered_at <= :before)"
                        + " and not exists (select 1 from attempt a where a.payment_id = p.payment_id"
                        + "   and a.kind = 'REVERSAL')"
                        + " and not exists (select 1 from event e where e.payment_id = p.payment_id"
                        + "   and e.event = 'TILL_FALLS_SILENT')"
                        + " order by p.last_event limit :limit")
                .bind("acquirer", acquirer)
                .bind("before", before.toEpochMilli())
                .bind("limit", MARKED_MAX)
                .list(PaymentMapper::payment);
    }

    /** The completion that waits longest on a terminal. */
    public Optional<AttemptRow> completion(LaneId lane, Instant now) {
        return session.sql("select a.* from attempt a where a.acquirer = :acquirer and a.tid = :tid and " + OPEN_ATTEMPT
                        + " and " + COMPLETION_DUE + " order by a.next_at limit 1")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .bind("now", now.toEpochMilli())
                .first(Attempts::attempt);
    }

    /** The refund of a void that waits longest on a terminal. */
    public Optional<AttemptRow> refund(LaneId lane, Instant now) {
        return session.sql("select a.* from attempt a where a.acquirer = :acquirer and a.tid = :tid and " + OPEN_ATTEMPT
                        + " and " + REFUND_DUE + " order by a.next_at limit 1")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .bind("now", now.toEpochMilli())
                .first(Attempts::attempt);
    }

    /** The stored sale to send next on a terminal. */
    public Optional<PaymentRow> payment(LaneId lane, Instant now) {
        return session.sql("select p.* from payment p where p.acquirer = :acquirer and p.tid = :tid and "
                        + OPEN_PAYMENT + " and " + PAYMENT_DUE
                        + IN_TURN
                        // Advices before deferred requests, and as the index has them: the first that may go is enough.
                        + " order by p.kind desc, p.deadline, p.sold_at limit 1")
                .bind("acquirer", lane.acquirer())
                .bind("tid", lane.terminal())
                .bind("now", now.toEpochMilli())
                .first(PaymentMapper::payment);
    }

    /** When later attempts on a payment's card were sent, the newest first; its own where the card has no mark. */
    public List<Instant> laterAttempts(PaymentId payment) {
        return session.sql("select a.first_sent_at from attempt a join payment q on q.payment_id = a.payment_id"
                        + " join payment p on p.payment_id = :payment and q.acquirer = p.acquirer"
                        + "   and (q.payment_id = p.payment_id or q.card_mark = p.card_mark)"
                        + " where a.kind = 'LATER' and a.sends > 0 order by a.first_sent_at desc limit :limit")
                .bind("payment", payment.toString())
                .bind("limit", LATER_MAX)
                .list(row -> Instant.ofEpochMilli(row.number("first_sent_at")));
    }
}
