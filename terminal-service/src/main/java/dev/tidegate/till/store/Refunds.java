package dev.tidegate.till.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The refunds of this till. Each change is on disk when the call returns. */
public final class Refunds {
    private final ShopStore store;

    Refunds(ShopStore store) {
        this.store = store;
    }

    /**
     * Keeps a refund whose key is new, where the sale has so much left.
     *
     * @param captured of the sale
     * @return whether it was kept; if not, more is given back already than leaves room for it
     * @throws ShopBrokenException nothing was written; the caller refuses the refund
     */
    public boolean add(Refund refund, Amount captured) {
        return store.inTransaction(handle -> {
            Amount left = left(refunds(handle, refund.original()), captured);
            return !refund.amount().exceeds(left)
                    && handle.execute(
                                    "insert into refund values (?, ?, ?, ?, ?, ?, ?, ?, ?, null)",
                                    refund.id().toString(),
                                    refund.original().toString(),
                                    refund.key().key().hex(),
                                    refund.key().fingerprint().hex(),
                                    refund.amount().minor(),
                                    refund.amount().currency().getCurrencyCode(),
                                    refund.askedAt().toEpochMilli(),
                                    refund.state().name(),
                                    refund.responseCode())
                            == 1;
        });
    }

    /** What is left of a sale to give back, as far as this till knows. */
    public Amount left(PaymentId original, Amount captured) {
        return left(of(original), captured);
    }

    private static Amount left(List<Refund> refunds, Amount captured) {
        long given = refunds.stream()
                .filter(refund -> refund.state().counts())
                .mapToLong(refund -> refund.amount().minor())
                .sum();
        return new Amount(Math.max(0, captured.minor() - given), captured.currency());
    }

    /** Writes down how an open one stands. One that has ended stays as it is. */
    public void stands(PaymentId refund, Refund.State state, String responseCode, Instant now) {
        int rows = store.inTransaction(handle -> handle.execute(
                "update refund set state = ?, response_code = ?, ended_at = ? where refund = ? and ended_at is null",
                state.name(),
                responseCode,
                state.isOpen() ? null : now.toEpochMilli(),
                refund.toString()));
        if (rows > 1) {
            throw new IllegalStateException("a refund is one row");
        }
    }

    /** The refund with this key, whatever it asked; absent where there was none. */
    public @Nullable Refund withKey(Octets key) {
        return first("request_key = ?", key.hex());
    }

    /** The refund with this id; absent where there is none. */
    public @Nullable Refund refund(PaymentId id) {
        return first("refund = ?", id.toString());
    }

    /** The refunds of a sale, the oldest first. */
    public List<Refund> of(PaymentId original) {
        return store.reading(handle -> refunds(handle, original));
    }

    /** Those of which the gateway is still to be asked, the oldest first. */
    public List<Refund> open() {
        return store.reading(
                handle -> handle.createQuery("select * from refund where ended_at is null order by asked_at, refund")
                        .map((row, context) -> read(row))
                        .list());
    }

    private static List<Refund> refunds(Handle handle, PaymentId original) {
        return handle.createQuery("select * from refund where original = ? order by asked_at, refund")
                .bind(0, original.toString())
                .map((row, context) -> read(row))
                .list();
    }

    private @Nullable Refund first(String where, String value) {
        List<Refund> found = store.reading(handle -> handle.createQuery("select * from refund where " + where)
                .bind(0, value)
                .map((row, context) -> read(row))
                .list());
        return found.isEmpty() ? null : found.getFirst();
    }

    private static Refund read(ResultSet row) throws SQLException {
        long ended = row.getLong("ended_at");
        boolean open = row.wasNull();
        return new Refund(
                PaymentId.of(row.getString("refund")),
                PaymentId.of(row.getString("original")),
                new RequestKey(Octets.ofHex(row.getString("request_key")), Octets.ofHex(row.getString("fingerprint"))),
                new Amount(row.getLong("minor"), Currency.getInstance(row.getString("currency"))),
                Instant.ofEpochMilli(row.getLong("asked_at")),
                Refund.State.valueOf(row.getString("state")),
                row.getString("response_code"),
                open ? null : Instant.ofEpochMilli(ended));
    }
}
