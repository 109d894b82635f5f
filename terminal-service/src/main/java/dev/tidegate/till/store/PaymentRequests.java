package dev.tidegate.till.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which request became which payment. Each change is on disk when the call returns. */
public final class PaymentRequests {
    private final ShopStore store;

    PaymentRequests(ShopStore store) {
        this.store = store;
    }

    /**
     * Keeps a request whose key is new.
     *
     * @throws ShopBrokenException nothing was written; the caller refuses the sale
     */
    public void add(PaymentRequest request) {
        int rows = store.inTransaction(handle -> handle.execute(
                "insert into payment_request (payment, request_key, fingerprint, cart, minor, currency, reference,"
                        + " asked_at, person) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                request.payment().toString(),
                request.key().key().hex(),
                request.key().fingerprint().hex(),
                request.cart().toString(),
                request.amount().minor(),
                request.amount().currency().getCurrencyCode(),
                request.reference(),
                request.askedAt().toEpochMilli(),
                request.person()));
        if (rows != 1) {
            throw new IllegalStateException("a request is one row");
        }
    }

    /** Remembers how a payment ended of which the journal has nothing. */
    public void ended(PaymentId payment, PaymentState state, Reason reason) {
        update(
                "update payment_request set end_state = ?, end_reason = ? where payment = ?",
                state.name(),
                reason.name(),
                payment.toString());
    }

    /** Remembers that somebody pressed OK on such an end. */
    public void seen(PaymentId payment) {
        update("update payment_request set seen = 1 where payment = ?", payment.toString());
    }

    /** The request with this key, whatever it asked; absent where there was none. */
    public @Nullable PaymentRequest withKey(Octets key) {
        return first("where request_key = ?", key.hex());
    }

    /** The request that became a payment; absent where none did. */
    public @Nullable PaymentRequest of(PaymentId payment) {
        return first("where payment = ?", payment.toString());
    }

    /** The payments that were asked for a cart, the oldest first. */
    public List<PaymentId> payments(UUID cart) {
        return store.reading(handle -> handle.createQuery(
                        "select payment from payment_request where cart = ? order by asked_at, payment")
                .bind(0, cart.toString())
                .map((row, context) -> PaymentId.of(row.getString("payment")))
                .list());
    }

    /** What was asked for since then, the oldest first. */
    public List<PaymentRequest> since(Instant from) {
        return store.reading(handle -> handle.createQuery(
                        "select * from payment_request where asked_at >= ? order by asked_at, payment")
                .bind(0, from.toEpochMilli())
                .map((row, context) -> read(row))
                .list());
    }

    private void update(String sql, Object... values) {
        int rows = store.inTransaction(handle -> handle.execute(sql, values));
        if (rows > 1) {
            throw new IllegalStateException("a payment has one request");
        }
    }

    private @Nullable PaymentRequest first(String where, String value) {
        List<PaymentRequest> found =
                store.reading(handle -> handle.createQuery("select * from payment_request " + where)
                        .bind(0, value)
                        .map((row, context) -> read(row))
                        .list());
        return found.isEmpty() ? null : found.getFirst();
    }

    private static PaymentRequest read(ResultSet row) throws SQLException {
        String state = row.getString("end_state");
        return new PaymentRequest(
                PaymentId.of(row.getString("payment")),
                new RequestKey(Octets.ofHex(row.getString("request_key")), Octets.ofHex(row.getString("fingerprint"))),
                UUID.fromString(row.getString("cart")),
                new Amount(row.getLong("minor"), Currency.getInstance(row.getString("currency"))),
                row.getString("reference"),
                Instant.ofEpochMilli(row.getLong("asked_at")),
                row.getString("person"),
                state == null
                        ? null
                        : new PaymentRequest.End(
                                PaymentState.valueOf(state),
                                Reason.valueOf(row.getString("end_reason")),
                                row.getBoolean("seen")));
    }
}
