package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sealed columns of all payments: what lies under which key, and what is past its time. */
public final class CardData {
    /** What one transaction empties at most: live sales wait for it. */
    public static final int ROWS_MAX = 256;

    private static final String FINAL = Stream.of(PaymentState.values())
            .filter(PaymentState::isFinalResult)
            .map(state -> "'" + state + "'")
            .collect(Collectors.joining(", "));

    // Sold before, and nothing has happened since.
    private static final String OLD = " from payment p where p.card is not null and p.sold_at < :before"
            + " and (select e.at from event e where e.n = p.last_event) < :before";

    private static final String OPEN_ATTEMPT = "exists (select 1 from attempt a where a.payment_id = p.payment_id"
            + " and (a.state in ('INTENT', 'QUEUED') or a.state = 'TIMED_OUT' and a.next_at is not null))";

    private static final String IS_OPEN = "(p.state not in (" + FINAL + ") or " + OPEN_ATTEMPT + ")";

    private final Session session;

    CardData(Session session) {
        this.session = session;
    }

    /** How many card columns are sealed under a key. */
    public long cardsUnder(Octets mark) {
        return session.sql("select count(*) from payment where card is not null and substr(card, 1, 5) = :mark")
                .bind("mark", mark.toByteArray())
                .number();
    }

    /** Whether a card column is sealed under a key. */
    public boolean hasCardsUnder(Octets mark) {
        return session.sql("select 1 from payment where card is not null and substr(card, 1, 5) = :mark limit 1")
                .bind("mark", mark.toByteArray())
                .first(row -> true)
                .isPresent();
    }

    /** The payments whose sensitive column is sealed under a key, at most {@link #ROWS_MAX}. */
    public List<PaymentRow> sensitiveUnder(Octets mark) {
        return session.sql("select * from payment where sensitive is not null"
                        + " and substr(sensitive, 1, 5) = :mark limit " + ROWS_MAX)
                .bind("mark", mark.toByteArray())
                .list(PaymentMapper::payment);
    }

    /** Payments with a final result whose card data was needed last before a time, at most {@link #ROWS_MAX}. */
    public List<PaymentRow> over(Instant before) {
        return old("select p.*" + OLD + " and not " + IS_OPEN + " order by p.sold_at limit " + ROWS_MAX, before)
                .list(PaymentMapper::payment);
    }

    /** How many payments are as old as that and still open: their card data stays. */
    public long heldUp(Instant before) {
        return old("select count(*)" + OLD + " and " + IS_OPEN, before).number();
    }

    private KeptStatement old(String sql, Instant before) {
        return session.sql(sql).bind("before", before.toEpochMilli());
    }

    /** Empties all that a card's data is in. */
    public void forget(PaymentId payment) {
        session.sql("update payment set card = null, sensitive = null, card_mark = null"
                        + " where payment_id = :payment")
                .bind("payment", payment.toString())
                .execute();
    }
}
