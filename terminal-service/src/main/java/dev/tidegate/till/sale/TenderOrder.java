package dev.tidegate.till.sale;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.till.store.TenderSale;
import java.util.UUID;

/**
 * What the page asks for: this amount of a cart is paid without a card.
 *
 * @param amount what of the cart is paid with it
 * @param tendered what was given, at least the amount
 * @param name of another kind than cash; empty for cash
 * @param note what the cashier typed of it; empty for cash
 */
public record TenderOrder(
        RequestKey key, UUID cart, TenderSale.Kind kind, Amount amount, Amount tendered, String name, String note) {}
