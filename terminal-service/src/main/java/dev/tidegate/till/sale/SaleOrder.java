package dev.tidegate.till.sale;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.RequestKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the page asks for: take this amount by card.
 *
 * @param cart what is paid, absent for an amount that was typed in; it gets a cart of its own
 * @param word a manager's, for this sale; absent where none was given
 * @param person who is signed in; absent where nobody is
 */
public record SaleOrder(
        RequestKey key,
        @Nullable UUID cart,
        Amount amount,
        @Nullable UUID word,
        @Nullable String person) {}
