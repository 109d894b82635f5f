package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The sealed columns of all payments: what lies under which key, and what is past its time. */
public final class CardData {
    /** What one transaction empties at most: live sales wait for it. */
    public static final int ROWS_MAX = 256;

    private static final List<String> FINAL = Stream.of(PaymentState.values())
            .filter(PaymentState::isFinalResult)
            .map(Enum::name)
            .toList();

    // Sold before, and nothing has happened since.
    private static final String OLD = " from payment p where p.card is not null and p.sold_at < :before"
            + " and (select e.at from event e where e.n = p.last_event) < :before";

    private static final String OPEN_ATTEMPT = "exists (select 1 from attempt a where a.payment_id = p.payment_id"
            + " and (a.state in ('INTENT', 'QUEUED') or a.state = 'TIMED_OUT' and a.next_at is not null))";

    private static final String IS_OPEN = "(p.state not in (<final>) or " + OPEN_ATTEMPT + ")";

    private final Handle handle;

    CardData(Handle handle) {
        this.handle = handle;
    }

    /** How many card columns are sealed under a key. */
    public long cardsUnder(Octets mark) {
        return handle.createQuery("select count(*) from payment where card is not null and substr(card, 1, 5) = :mark")
                .bind("mark", mark.toByteArray())
                .mapTo(Long.class)
                .one();
    }

    /** Whether a card column is sealed under a key. */
    public boolean hasCardsUnder(Octets mark) {
        return handle.createQuery("select 1 from payment where card is not null and substr(card, 1, 5) = :mark limit 1")
                .bind("mark", mark.toByteArray())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** The payments whose sensitive column is sealed under a key, at most {@link #ROWS_MAX}. */
    public List<PaymentRow> sensitiveUnder(Octets mark) {
        return handle.createQuery("select * from payment where sensitive is not null"
                        + " and substr(sensitive, 1, 5) = :mark limit " + ROWS_MAX)
                .bind("mark", mark.toByteArray())
                .map(new PaymentMapper())
                .list();
    }

    /** Payments with a final result whose card data was needed last before a time, at most {@link #ROWS_MAX}. */
    public List<PaymentRow> over(Instant before) {
        return old("select p.*" + OLD + " and not " + IS_OPEN + " order by p.sold_at limit " + ROWS_MAX, before)
                .map(new PaymentMapper())
                .list();
    }

    /** How many payments are as old as that and still open: their card data stays. */
    public long heldUp(Instant before) {
        return old("select count(*)" + OLD + " and " + IS_OPEN, before)
                .mapTo(Long.class)
                .one();
    }

    private Query old(String sql, Instant before) {
        return handle.createQuery(sql).bind("before", before.toEpochMilli()).bindList("final", FINAL);
    }

    /** Empties all that a card's data is in. */
    public void forget(PaymentId payment) {
        handle.createUpdate("update payment set card = null, sensitive = null, card_mark = null"
                        + " where payment_id = :payment")
                .bind("payment", payment.toString())
                .execute();
    }
}
