package dev.tidegate.till.sale;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.Ledger;
import dev.tidegate.till.store.Cart;
import dev.tidegate.till.store.Carts;
import dev.tidegate.till.store.ShopStore;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes carts, but never under a payment: what a card is asked for, and what is paid, stays in the cart. Safe to use
 * from several threads.
 */
public final class CartDesk {
    /** How a change of a cart ended. */
    public sealed interface Changed {
        record Done(Cart cart) implements Changed {}

        /** Somebody else changed it meanwhile; nothing was written. */
        record Outdated() implements Changed {}

        record Unknown() implements Changed {}

        /** A card is being asked for it; nothing was written. */
        record InPayment() implements Changed {}

        /** It is paid or voided; nothing was written. */
        record Closed() implements Changed {}

        /** More is paid of it than would be left of it; nothing was written. */
        record BelowPaid(Amount paid) implements Changed {}
    }

    private final SaleDesk desk;
    private final ShopStore shop;
    private final Ledger ledger;
    private final Identities identities;

    public CartDesk(SaleDesk desk, ShopStore shop, Ledger ledger, Identities identities) {
        this.desk = desk;
        this.shop = shop;
        this.ledger = ledger;
        this.identities = identities;
    }

    /** What is paid of a cart; absent where there is none of that id. */
    public @Nullable CartAccount account(UUID id) {
        return CartAccount.of(id, shop, ledger);
    }

    /**
     * Changes a cart.
     *
     * @param version that the caller has seen, absent where it does not matter to the caller
     * @param change makes the cart as it is to be; what it throws is thrown, and nothing is written
     * @throws dev.tidegate.till.store.ShopBrokenException nothing was written
     */
    public Changed change(UUID id, @Nullable Long version, UnaryOperator<Cart> change) {
        return desk.besideNoPayment(id, new Changed.InPayment(), () -> {
            CartAccount account = account(id);
            if (account == null) {
                return new Changed.Unknown();
            }
            if (version != null && version != account.cart().version()) {
                return new Changed.Outdated();
            }
            if (account.cart().voided() || account.isPaid()) {
                return new Changed.Closed();
            }
            Cart wanted = change.apply(account.cart());
            if (account.paid().minor() > 0 && (wanted.voided() || account.paid().exceeds(wanted.total()))) {
                return new Changed.BelowPaid(account.paid());
            }
            return told(shop.carts().change(id, version, cart -> wanted, identities.now()));
        });
    }

    private static Changed told(Carts.Change change) {
        return switch (change) {
            case Carts.Change.Done(var cart) -> new Changed.Done(cart);
            case Carts.Change.Outdated ignored -> new Changed.Outdated();
            case Carts.Change.Unknown() -> new Changed.Unknown();
        };
    }
}
