package dev.tidegate.till.store;

import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.catalogue.TaxRate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A cart and its rows: there and back without loss. */
final class CartRow {
    private CartRow() {}

    static void insert(Handle handle, Cart cart, long now) {
        Discount discount = cart.discount();
        handle.execute(
                "insert into cart (id, version, currency, changed_at, discount_id, discount_name,"
                        + " discount_basis_points, discount_minor, tip_minor, voided)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                cart.id().toString(),
                cart.version(),
                cart.currency().getCurrencyCode(),
                now,
                idOf(discount),
                nameOf(discount),
                pointsOf(discount),
                minorOf(discount),
                cart.tip(),
                cart.voided());
        writeLines(handle, cart);
    }

    static void update(Handle handle, Cart cart, long now) {
        Discount discount = cart.discount();
        handle.execute(
                "update cart set version = ?, changed_at = ?, discount_id = ?, discount_name = ?,"
                        + " discount_basis_points = ?, discount_minor = ?, tip_minor = ?, voided = ? where id = ?",
                cart.version(),
                now,
                idOf(discount),
                nameOf(discount),
                pointsOf(discount),
                minorOf(discount),
                cart.tip(),
                cart.voided(),
                cart.id().toString());
        handle.execute("delete from cart_line where cart = ?", cart.id().toString());
        writeLines(handle, cart);
    }

    static @Nullable Cart read(Handle handle, UUID id) {
        List<Cart.Line> lines = handle.createQuery("select * from cart_line where cart = ? order by place")
                .bind(0, id.toString())
                .map((row, context) -> line(row))
                .list();
        return handle.createQuery("select * from cart where id = ?")
                .bind(0, id.toString())
                .map((row, context) -> new Cart(
                        id,
                        row.getLong("version"),
                        Currency.getInstance(row.getString("currency")),
                        lines,
                        discount(row, Discount.Scope.CART),
                        row.getLong("tip_minor"),
                        row.getBoolean("voided")))
                .findOne()
                .orElse(null);
    }

    private static Cart.Line line(ResultSet row) throws SQLException {
        String item = row.getString("item");
        Cart.Sold sold = item == null
                ? null
                : new Cart.Sold(
                        item,
                        row.getLong("unit_minor"),
                        row.getInt("grams"),
                        new TaxRate(
                                row.getString("tax_id"), row.getString("tax_name"), row.getInt("tax_basis_points")));
        return new Cart.Line(
                row.getString("name"),
                row.getInt("quantity"),
                row.getLong("minor"),
                sold,
                discount(row, Discount.Scope.LINE));
    }

    private static @Nullable Discount discount(ResultSet row, Discount.Scope scope) throws SQLException {
        String id = row.getString("discount_id");
        return id == null
                ? null
                : new Discount(
                        id,
                        row.getString("discount_name"),
                        scope,
                        row.getInt("discount_basis_points"),
                        row.getLong("discount_minor"));
    }

    private static void writeLines(Handle handle, Cart cart) {
        int place = 0;
        for (Cart.Line line : cart.lines()) {
            Cart.Sold sold = line.sold();
            handle.execute(
                    "insert into cart_line (cart, place, name, quantity, minor, item, unit_minor, grams, tax_id,"
                            + " tax_name, tax_basis_points, discount_id, discount_name, discount_basis_points,"
                            + " discount_minor) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    cart.id().toString(),
                    place++,
                    line.name(),
                    line.quantity(),
                    line.minor(),
                    sold == null ? null : sold.item(),
                    sold == null ? 0 : sold.unitMinor(),
                    sold == null ? 0 : sold.grams(),
                    sold == null ? null : sold.tax().id(),
                    sold == null ? null : sold.tax().name(),
                    sold == null ? 0 : sold.tax().basisPoints(),
                    idOf(line.discount()),
                    nameOf(line.discount()),
                    pointsOf(line.discount()),
                    minorOf(line.discount()));
        }
    }

    private static @Nullable String idOf(@Nullable Discount discount) {
        return discount == null ? null : discount.id();
    }

    private static @Nullable String nameOf(@Nullable Discount discount) {
        return discount == null ? null : discount.name();
    }

    private static int pointsOf(@Nullable Discount discount) {
        return discount == null ? 0 : discount.basisPoints();
    }

    private static long minorOf(@Nullable Discount discount) {
        return discount == null ? 0 : discount.minor();
    }
}
