package dev.tidegate.till.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The carts of the shop. Each change is on disk when the call returns. */
public final class Carts {
    /** How a change of a cart ended. */
    public sealed interface Change {
        record Done(Cart cart) implements Change {}

        /** Somebody else changed it meanwhile; nothing was written. */
        record Outdated(Cart cart) implements Change {}

        record Unknown() implements Change {}
    }

    private final ShopStore store;

    Carts(ShopStore store) {
        this.store = store;
    }

    /**
     * Keeps a new cart.
     *
     * @throws ShopBrokenException nothing was written
     */
    public Cart add(Cart cart, Instant now) {
        return store.inTransaction(handle -> {
            handle.execute(
                    "insert into cart values (?, ?, ?, ?)",
                    cart.id().toString(),
                    cart.version(),
                    cart.currency().getCurrencyCode(),
                    now.toEpochMilli());
            writeLines(handle, cart);
            return cart;
        });
    }

    /**
     * Puts other lines in the place of all.
     *
     * @param version that the caller has seen, absent where it does not matter to the caller
     * @throws ShopBrokenException nothing was written
     */
    public Change replaceLines(UUID id, @Nullable Long version, List<Cart.Line> lines, Instant now) {
        return store.inTransaction(handle -> {
            Cart before = read(handle, id);
            if (before == null) {
                return new Change.Unknown();
            }
            if (version != null && version != before.version()) {
                return new Change.Outdated(before);
            }
            Cart after = new Cart(id, before.version() + 1, before.currency(), lines);
            handle.execute(
                    "update cart set version = ?, changed_at = ? where id = ?",
                    after.version(),
                    now.toEpochMilli(),
                    id.toString());
            handle.execute("delete from cart_line where cart = ?", id.toString());
            writeLines(handle, after);
            return new Change.Done(after);
        });
    }

    /** A cart, absent where there is none of that id. */
    public @Nullable Cart cart(UUID id) {
        List<Cart> found = store.reading(handle -> {
            Cart cart = read(handle, id);
            return cart == null ? List.of() : List.of(cart);
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    private static @Nullable Cart read(Handle handle, UUID id) {
        List<Cart.Line> lines = handle.createQuery("select * from cart_line where cart = ? order by place")
                .bind(0, id.toString())
                .map((row, context) -> line(row))
                .list();
        return handle.createQuery("select * from cart where id = ?")
                .bind(0, id.toString())
                .map((row, context) ->
                        new Cart(id, row.getLong("version"), Currency.getInstance(row.getString("currency")), lines))
                .findOne()
                .orElse(null);
    }

    private static Cart.Line line(ResultSet row) throws SQLException {
        return new Cart.Line(row.getString("name"), row.getInt("quantity"), row.getLong("minor"));
    }

    private static void writeLines(Handle handle, Cart cart) {
        int place = 0;
        for (Cart.Line line : cart.lines()) {
            handle.execute(
                    "insert into cart_line values (?, ?, ?, ?, ?)",
                    cart.id().toString(),
                    place++,
                    line.name(),
                    line.quantity(),
                    line.minor());
        }
    }
}
