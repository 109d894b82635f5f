package dev.tidegate.till.sale;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.port.Ledger;
import dev.tidegate.till.store.PaymentRequest;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.store.TenderSale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is paid without a card: on disk before it is told, and never beside a card payment, so that a cart is not
 * paid twice. Safe to use from several threads.
 */
public final class TenderDesk {
    private final SaleDesk desk;
    private final ShopStore shop;
    private final Ledger ledger;
    private final Identities identities;
    private final Consumer<TenderSale> taken;

    /** @param taken told of each sale once it is on disk, and of each that was given back; has to be quick */
    public TenderDesk(SaleDesk desk, ShopStore shop, Ledger ledger, Identities identities, Consumer<TenderSale> taken) {
        this.desk = desk;
        this.shop = shop;
        this.ledger = ledger;
        this.identities = identities;
        this.taken = taken;
    }

    /**
     * Takes it, or says why not. When this has answered Started, it is on disk.
     *
     * @throws dev.tidegate.till.store.ShopBrokenException nothing was written; nothing is paid
     */
    public Begun take(TenderOrder order) {
        Begun begun = desk.besideNoSale(() -> earlier(order), () -> begin(order));
        if (begun instanceof Begun.Started(var id)) {
            tell(id);
        }
        return begun;
    }

    private @Nullable Begun earlier(TenderOrder order) {
        TenderSale earlier = shop.tenders().withKey(order.key().key());
        if (earlier != null) {
            return earlier.key().equals(order.key()) ? new Begun.Earlier(earlier.payment()) : new Begun.KeyReused();
        }
        PaymentRequest byCard = shop.requests().withKey(order.key().key());
        return byCard == null && ledger.paymentFor(order.key()) == null ? null : new Begun.KeyReused();
    }

    private Begun begin(TenderOrder order) {
        CartAccount account = CartAccount.of(order.cart(), shop, ledger);
        if (account == null) {
            return new Begun.NoCart();
        }
        if (account.cart().voided()) {
            return new Begun.CartVoided();
        }
        PaymentId newest = account.newest();
        if (account.isPaid() && newest != null) {
            return new Begun.CartPaid(newest);
        }
        if (order.amount().exceeds(account.due())) {
            return new Begun.AmountDiffers();
        }
        PaymentId id = identities.nextPayment();
        shop.tenders()
                .add(new TenderSale(
                        id,
                        order.key(),
                        order.cart(),
                        order.kind(),
                        order.name(),
                        order.note(),
                        identities.reference(id),
                        order.amount(),
                        order.tendered(),
                        identities.now(),
                        null));
        return new Begun.Started(id);
    }

    private void tell(PaymentId id) {
        TenderSale sale = shop.tenders().of(id);
        if (sale != null) {
            taken.accept(sale);
        }
    }

    /** One of its sales; absent where it has none of that id. */
    public @Nullable TenderSale sale(PaymentId id) {
        return shop.tenders().of(id);
    }

    /**
     * Gives back what was paid of a cart that is not wholly paid. What was given back before is done.
     *
     * @throws dev.tidegate.till.store.ShopBrokenException nothing was written; it still stands
     */
    public Results.Said giveBack(PaymentId id) {
        TenderSale before = shop.tenders().of(id);
        if (before == null) {
            return new Results.Said.Unknown();
        }
        UUID cart = before.cart();
        boolean given = desk.besideNoPayment(cart, false, () -> {
            CartAccount account = CartAccount.of(cart, shop, ledger);
            if (!before.stands() || account == null || account.isPaid()) {
                return false;
            }
            shop.tenders().givenBack(id, identities.now());
            return true;
        });
        if (given) {
            tell(id);
        }
        return given || !before.stands() ? new Results.Said.Done() : new Results.Said.NotNow();
    }
}
