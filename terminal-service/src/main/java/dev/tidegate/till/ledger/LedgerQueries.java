package dev.tidegate.till.ledger;

import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.StoredKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What the screens count and list: every number on them comes from here, and so from the journal. */
public final class LedgerQueries {
    /** Rows of one page of the list. */
    public static final int PAGE_MAX = 50;

    /** Far more than one card may have stored; what lies behind is older than all of them. */
    public static final int CARD_SALES_MAX = 500;

    // A stored sale that the host authorised is a hold, and no money yet.
    private static final Set<PaymentState> UNSYNCED_STATES = Arrays.stream(PaymentState.values())
            .filter(state -> state.isUnsynced() || state == PaymentState.AUTHORISED)
            .collect(Collectors.toUnmodifiableSet());

    /** How the ledger reads. */
    interface Reading {
        <T> T query(Function<Handle, T> work);
    }

    /**
     * The badge: stored money that the acquirer does not have yet.
     *
     * @param sums one for each currency
     * @param oldest when the oldest of them was sold, absent where there is none
     */
    public record Unsynced(
            int count, List<Amount> sums, @Nullable Instant oldest) {
        public Unsynced {
            sums = List.copyOf(sums);
        }
    }

    /**
     * One record of a payment.
     *
     * @param record what kind of record it was
     * @param state what the payment was after it
     * @param attempts how many messages the gateway had sent for it; 0 where the record does not say
     */
    public record Event(
            long seq,
            Instant wroteAt,
            RecordType record,
            PaymentState state,
            Reason reason,
            String responseCode,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Instant deadline) {}

    /**
     * Which payments a list shows.
     *
     * @param states all where empty
     * @param storedOnly only those that were stored
     */
    public record Filter(Set<PaymentState> states, boolean storedOnly) {
        public static Filter all() {
            return new Filter(Set.of(), false);
        }

        /** Those that carry the badge. */
        public static Filter unsynced() {
            return new Filter(UNSYNCED_STATES, true);
        }

        public static Filter of(PaymentState state) {
            return new Filter(Set.of(state), false);
        }
    }

    /** A payment and where it stands in the list: a later place is nearer to the top. */
    public record Listed(long place, Payment payment) {}

    /** Records that the newest start of the journal could not read; both 0 where none. */
    public record Lost(long from, long to) {}

    private final Reading reading;

    LedgerQueries(Reading reading) {
        this.reading = reading;
    }

    public Unsynced unsynced() {
        return reading.query(handle -> {
            record Sum(int count, Amount amount, long oldest) {}
            List<Sum> sums = handle.createQuery("""
                            select currency, count(*) as n, sum(minor) as total, min(sold_at) as oldest from payment
                            where kind is not null and state in (<states>) group by currency order by currency""")
                    .bindList("states", names(UNSYNCED_STATES))
                    .map((row, context) -> new Sum(
                            row.getInt("n"),
                            new Amount(row.getLong("total"), Currency.getInstance(row.getString("currency"))),
                            row.getLong("oldest")))
                    .list();
            return new Unsynced(
                    sums.stream().mapToInt(Sum::count).sum(),
                    sums.stream().map(Sum::amount).toList(),
                    sums.isEmpty()
                            ? null
                            : Nanos.toInstant(
                                    sums.stream().mapToLong(Sum::oldest).min().orElseThrow()));
        });
    }

    /** How many stored sales of one kind were sold before a time, and the acquirer does not have them yet. */
    public int unsyncedBefore(StoredKind kind, Instant soldBefore) {
        return reading.query(handle -> handle.createQuery("select count(*) from payment where kind = :kind"
                        + " and sold_at < :before and state in (<states>)")
                .bind("kind", kind.name())
                .bind("before", Nanos.of(soldBefore))
                .bindList("states", names(UNSYNCED_STATES))
                .mapTo(Integer.class)
                .one());
    }

    /** Sales whose outcome is not known and whose reversal is on its way: counted, never summed. */
    public int reversalsPending() {
        return reading.query(handle -> handle.createQuery(
                        "select count(*) from payment where state = 'OUTCOME_UNKNOWN' or duty = 'REVERSE'")
                .mapTo(Integer.class)
                .one());
    }

    /**
     * The newest first.
     *
     * @param before only those below this place
     * @return at most {@link #PAGE_MAX}
     */
    public List<Listed> newest(Filter filter, long before) {
        String stored = filter.storedOnly() ? " and kind is not null" : "";
        String states = filter.states().isEmpty() ? "" : " and state in (<states>)";
        return reading.query(handle -> {
            Query query = handle.createQuery("select * from payment where first_seq < :before" + stored + states
                            + " order by first_seq desc limit :max")
                    .bind("before", before)
                    .bind("max", PAGE_MAX);
            Query bound = states.isEmpty() ? query : query.bindList("states", names(filter.states()));
            return bound.map((row, context) -> new Listed(row.getLong("first_seq"), PaymentRow.read(row)))
                    .list();
        });
    }

    /**
     * Sales of cards of this brand with these last four digits, the newest first: those that are stored and have no
     * final result, whenever that was, and all others whose last record is not older.
     *
     * @param since how far back
     * @return at most {@link #CARD_SALES_MAX}
     */
    public List<CardSale> ofCard(MaskedPan card, Instant since) {
        return reading.query(handle -> handle.createQuery("""
                        select p.id, p.minor, p.currency, p.state, p.reason, p.kind, e.wrote_at from payment p
                        join payment_event e on e.payment = p.id and e.seq = p.seq
                        where p.brand = :brand and p.last_four = :lastFour
                          and (e.wrote_at >= :since or p.kind is not null and p.state in (<open>))
                        order by p.first_seq desc limit :max""")
                .bind("brand", card.brand().name())
                .bind("lastFour", card.lastFour())
                .bind("since", Nanos.of(since))
                .bind("max", CARD_SALES_MAX)
                .bindList("open", names(UNSYNCED_STATES))
                .map((row, context) -> cardSale(row))
                .list());
    }

    /** Every payment that was sold since then and the journal has, the oldest first. */
    public List<CardSale> soldSince(Instant since) {
        return reading.query(handle -> handle.createQuery("""
                        select p.id, p.minor, p.currency, p.state, p.reason, p.kind, e.wrote_at from payment p
                        join payment_event e on e.payment = p.id and e.seq = p.seq
                        where p.sold_at >= ? order by p.first_seq""")
                .bind(0, Nanos.of(since))
                .map((row, context) -> cardSale(row))
                .list());
    }

    /** The records of one payment, oldest first; none where the journal has none of that id. */
    public List<Event> events(PaymentId id) {
        return reading.query(handle -> handle.createQuery("select * from payment_event where payment = ? order by seq")
                .bind(0, id.toString())
                .map((row, context) -> new Event(
                        row.getLong("seq"),
                        Nanos.toInstant(row.getLong("wrote_at")),
                        RecordType.valueOf(row.getString("record")),
                        PaymentState.valueOf(row.getString("state")),
                        Reason.valueOf(row.getString("reason")),
                        row.getString("response_code"),
                        row.getInt("attempts"),
                        instant(row.getString("next_attempt")),
                        instant(row.getString("deadline"))))
                .list());
    }

    public Lost lost() {
        return reading.query(handle -> handle.createQuery("select lost_from, lost_to from projection")
                .map((row, context) -> new Lost(row.getLong("lost_from"), row.getLong("lost_to")))
                .one());
    }

    private static CardSale cardSale(ResultSet row) throws SQLException {
        return new CardSale(
                PaymentId.of(row.getString("id")),
                new Amount(row.getLong("minor"), Currency.getInstance(row.getString("currency"))),
                PaymentState.valueOf(row.getString("state")),
                row.getString("kind") != null,
                row.getString("reason").equals(Reason.CALL_ISSUER.name()),
                Nanos.toInstant(row.getLong("wrote_at")));
    }

    private static List<String> names(Set<PaymentState> states) {
        return states.stream().map(Enum::name).toList();
    }

    private static @Nullable Instant instant(@Nullable String nanos) {
        return nanos == null ? null : Nanos.toInstant(Long.parseLong(nanos));
    }
}
