package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.catalogue.TaxRate;
import dev.tidegate.till.sale.CartAccount;
import dev.tidegate.till.store.Cart;
import dev.tidegate.till.store.CartTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it is told.
 *
 * @param discount on all of it; absent where none
 * @param tip no goods, and not taxed
 * @param taxes within what is paid, one for each rate
 * @param total lines less discounts, and the tip
 * @param paid of it, by whatever
 * @param due what is left to pay
 * @param payments that were asked for it: by card, the oldest first, then what was paid otherwise
 */
record CartView(
        String id,
        long version,
        String currency,
        List<LineView> lines,
        @Nullable DiscountView discount,
        MoneyView tip,
        List<TaxView> taxes,
        MoneyView total,
        MoneyView paid,
        MoneyView due,
        boolean voided,
        List<String> payments) {

    /**
     * A line as it is told.
     *
     * @param amount of the whole line, before its discount
     * @param item of the catalogue; absent where the amount was typed in
     * @param unitPrice of one piece or kilogram; absent where the amount was typed in
     * @param grams absent where it is sold by the piece
     * @param net of the whole line, after its discount
     */
    record LineView(
            String name,
            int quantity,
            MoneyView amount,
            @Nullable String item,
            @Nullable MoneyView unitPrice,
            @Nullable Integer grams,
            @Nullable DiscountView discount,
            MoneyView net) {}

    /** A discount, and what it takes off here. */
    record DiscountView(String id, String name, MoneyView off) {}

    /**
     * What is sold at one rate.
     *
     * @param name absent for amounts that were typed in: no rate is known of them
     * @param gross what is paid for it, tax included
     * @param tax within the gross
     */
    record TaxView(@Nullable String name, @Nullable Integer basisPoints, MoneyView gross, MoneyView tax) {}

    static CartView of(CartAccount account, List<String> payments) {
        Cart cart = account.cart();
        CartTotals totals = cart.totals();
        Discount discount = cart.discount();
        return new CartView(
                cart.id().toString(),
                cart.version(),
                cart.currency().getCurrencyCode(),
                cart.lines().stream().map(line -> line(cart, line)).toList(),
                discount == null ? null : new DiscountView(discount.id(), discount.name(), money(cart, totals.off())),
                money(cart, cart.tip()),
                totals.taxes().stream().map(taxed -> tax(cart, taxed)).toList(),
                MoneyView.of(cart.total()),
                MoneyView.of(account.paid()),
                MoneyView.of(account.due()),
                cart.voided(),
                payments);
    }

    private static LineView line(Cart cart, Cart.Line line) {
        Cart.Sold sold = line.sold();
        Discount discount = line.discount();
        return new LineView(
                line.name(),
                line.quantity(),
                money(cart, line.minor()),
                sold == null ? null : sold.item(),
                sold == null ? null : money(cart, sold.unitMinor()),
                sold == null || sold.grams() == 0 ? null : sold.grams(),
                discount == null
                        ? null
                        : new DiscountView(discount.id(), discount.name(), money(cart, line.minor() - line.net())),
                money(cart, line.net()));
    }

    private static TaxView tax(Cart cart, CartTotals.Taxed taxed) {
        TaxRate rate = taxed.rate();
        return new TaxView(
                rate == null ? null : rate.name(),
                rate == null ? null : rate.basisPoints(),
                money(cart, taxed.gross()),
                money(cart, taxed.tax()));
    }

    private static MoneyView money(Cart cart, long minor) {
        return MoneyView.of(new Amount(minor, cart.currency()));
    }
}
