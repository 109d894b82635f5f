package dev.tidegate.till.store;

import dev.tidegate.core.payment.PaymentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which route carried what, where there are two. */
public final class CarriedMessages {
    /** Of one sale: a dozen in a bad week. */
    static final int LISTED_MAX = 200;

    private final ShopStore store;

    CarriedMessages(ShopStore store) {
        this.store = store;
    }

    /** @throws ShopBrokenException nothing was written; the message was carried all the same */
    public void add(Carried carried) {
        int ignored = store.inTransaction(handle -> handle.execute(
                "insert into carried (at, route, message, payment, first_seq, last_seq, answered)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                carried.at().toEpochMilli(),
                carried.route(),
                carried.message(),
                textOf(carried.payment()),
                carried.firstSeq(),
                carried.lastSeq(),
                carried.answered()));
    }

    /**
     * What was carried about a payment, the oldest first.
     *
     * @param records the numbers of its records
     */
    public List<Carried> of(PaymentId payment, List<Long> records) {
        long first = records.stream().mapToLong(Long::longValue).min().orElse(0);
        long last = records.stream().mapToLong(Long::longValue).max().orElse(-1);
        List<Carried> near = store.reading(handle -> handle.createQuery(
                        "select * from carried where payment = :payment or (payment is null and last_seq >= :first"
                                + " and first_seq <= :last) order by n limit :max")
                .bind("payment", payment.toString())
                .bind("first", first)
                .bind("last", last)
                .bind("max", LISTED_MAX)
                .map((row, context) -> read(row))
                .list());
        return near.stream()
                .filter(each -> each.payment() != null
                        || records.stream().anyMatch(seq -> each.firstSeq() <= seq && seq <= each.lastSeq()))
                .toList();
    }

    /** Forgets what is older. */
    public int forgetBefore(Instant time) {
        return store.inTransaction(handle -> handle.execute("delete from carried where at < ?", time.toEpochMilli()));
    }

    private static @Nullable String textOf(@Nullable PaymentId payment) {
        return payment == null ? null : payment.toString();
    }

    private static Carried read(ResultSet row) throws SQLException {
        String payment = row.getString("payment");
        return new Carried(
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("route"),
                row.getString("message"),
                payment == null ? null : PaymentId.of(payment),
                row.getLong("first_seq"),
                row.getLong("last_seq"),
                row.getBoolean("answered"));
    }
}
