package dev.tidegate.till.sale;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.port.Ledger;
import dev.tidegate.till.store.Cart;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.store.TenderSale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is paid of a cart: by cards as the journal has it, and by what else as shop.db has it. Never kept: it is counted
 * anew each time.
 *
 * @param paid money was or may still be taken for it
 * @param newest the last payment of them, absent where nothing is paid
 */
public record CartAccount(Cart cart, Amount paid, @Nullable PaymentId newest) {
    /** What is left to pay; nothing where more than the total was paid. */
    public Amount due() {
        Amount total = cart.total();
        return paid.exceeds(total) ? new Amount(0, cart.currency()) : total.minus(paid);
    }

    /** Whether all of it is paid; a cart of nothing is not. */
    public boolean isPaid() {
        return paid.minor() > 0 && due().minor() == 0;
    }

    /** The account of a cart; absent where there is no such cart. */
    static @Nullable CartAccount of(UUID id, ShopStore shop, Ledger ledger) {
        Cart cart = shop.carts().cart(id);
        if (cart == null) {
            return null;
        }
        long paid = 0;
        PaymentId newest = null;
        for (PaymentId each : shop.requests().payments(id)) {
            Payment payment = ledger.payment(each);
            if (payment != null && Words.standsOrMayStand(payment)) {
                Amount part = payment.part();
                paid += (part == null ? payment.amount() : part).minor();
                newest = each;
            }
        }
        for (TenderSale sale : shop.tenders().ofCart(id)) {
            if (sale.stands()) {
                paid += sale.amount().minor();
                newest = sale.payment();
            }
        }
        return new CartAccount(cart, new Amount(Math.min(paid, Amount.MINOR_MAX), cart.currency()), newest);
    }
}
