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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was paid without a card. Each change is on disk when the call returns. */
public final class Tenders {
    /** Rows of one page of the list. */
    public static final int PAGE_MAX = 50;

    /** One, and where it stands in the list: a later place is nearer to the top. */
    public record Listed(long place, TenderSale sale) {}

    private final ShopStore store;

    Tenders(ShopStore store) {
        this.store = store;
    }

    /**
     * Keeps a sale whose key is new.
     *
     * @throws ShopBrokenException nothing was written; the caller says that nothing was paid
     */
    public void add(TenderSale sale) {
        int rows = store.inTransaction(handle -> handle.execute(
                "insert into tender (payment, request_key, fingerprint, cart, kind, name, note, reference, minor,"
                        + " tendered_minor, currency, taken_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sale.payment().toString(),
                sale.key().key().hex(),
                sale.key().fingerprint().hex(),
                sale.cart().toString(),
                sale.kind().name(),
                sale.name(),
                sale.note(),
                sale.reference(),
                sale.amount().minor(),
                sale.tendered().minor(),
                sale.amount().currency().getCurrencyCode(),
                sale.takenAt().toEpochMilli()));
        if (rows != 1) {
            throw new IllegalStateException("a sale is one row");
        }
    }

    /** Remembers that it was given back; what was given back before stays as it was. */
    public void givenBack(PaymentId payment, Instant now) {
        int rows = store.inTransaction(handle -> handle.execute(
                "update tender set given_back_at = ? where payment = ? and given_back_at is null",
                now.toEpochMilli(),
                payment.toString()));
        if (rows > 1) {
            throw new IllegalStateException("a payment has one row");
        }
    }

    /** The sale with this key, whatever it asked; absent where there was none. */
    public @Nullable TenderSale withKey(Octets key) {
        return first("where request_key = ?", key.hex());
    }

    /** A sale by its id; absent where there is none. */
    public @Nullable TenderSale of(PaymentId payment) {
        return first("where payment = ?", payment.toString());
    }

    /** What was paid of a cart, what was given back among it; the oldest first. */
    public List<TenderSale> ofCart(UUID cart) {
        return listed("where cart = ? order by place", cart.toString()).stream()
                .map(Listed::sale)
                .toList();
    }

    /**
     * The newest first.
     *
     * @param before only those below this place
     * @return at most {@link #PAGE_MAX}
     */
    public List<Listed> newest(long before) {
        return listed("where place < ? order by place desc limit " + PAGE_MAX, before);
    }

    private @Nullable TenderSale first(String where, String value) {
        List<Listed> found = listed(where, value);
        return found.isEmpty() ? null : found.getFirst().sale();
    }

    private List<Listed> listed(String where, Object value) {
        return store.reading(handle -> handle.createQuery("select * from tender " + where)
                .bind(0, value)
                .map((row, context) -> new Listed(row.getLong("place"), read(row)))
                .list());
    }

    private static TenderSale read(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        long givenBack = row.getLong("given_back_at");
        Instant givenBackAt = row.wasNull() ? null : Instant.ofEpochMilli(givenBack);
        return new TenderSale(
                PaymentId.of(row.getString("payment")),
                new RequestKey(Octets.ofHex(row.getString("request_key")), Octets.ofHex(row.getString("fingerprint"))),
                UUID.fromString(row.getString("cart")),
                TenderSale.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("note"),
                row.getString("reference"),
                new Amount(row.getLong("minor"), currency),
                new Amount(row.getLong("tendered_minor"), currency),
                Instant.ofEpochMilli(row.getLong("taken_at")),
                givenBackAt);
    }
}
