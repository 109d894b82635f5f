package dev.tidegate.till.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
            CartRow.insert(handle, cart, now.toEpochMilli());
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
        return change(id, version, cart -> cart.withLines(lines), now);
    }

    /**
     * Puts another cart in the place of one.
     *
     * @param version that the caller has seen, absent where it does not matter to the caller
     * @param change makes the cart as it is to be; what it throws is thrown, and nothing is written
     * @throws ShopBrokenException nothing was written
     */
    public Change change(UUID id, @Nullable Long version, UnaryOperator<Cart> change, Instant now) {
        return store.inTransaction(handle -> {
            Cart before = CartRow.read(handle, id);
            if (before == null) {
                return new Change.Unknown();
            }
            if (version != null && version != before.version()) {
                return new Change.Outdated(before);
            }
            Cart after = change.apply(before).next(before.version() + 1);
            CartRow.update(handle, after, now.toEpochMilli());
            return new Change.Done(after);
        });
    }

    /** A cart, absent where there is none of that id. */
    public @Nullable Cart cart(UUID id) {
        List<Cart> found = store.reading(handle -> {
            Cart cart = CartRow.read(handle, id);
            return cart == null ? List.of() : List.of(cart);
        });
        return found.isEmpty() ? null : found.getFirst();
    }
}
