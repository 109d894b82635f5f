package dev.tidegate.till.sale;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.till.store.VoiceWord;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the page asks for: take this amount by card.
 *
 * @param cart what is paid, absent for an amount that was typed in; it gets a cart of its own
 * @param word a manager's, for this sale; absent where none was given
 * @param person who is signed in; absent where nobody is
 * @param voice what the issuer said by telephone; absent where nobody called it
 */
public record SaleOrder(
        RequestKey key,
        @Nullable UUID cart,
        Amount amount,
        @Nullable UUID word,
        @Nullable String person,
        @Nullable VoiceWord voice) {
    /** Of a sale that nobody called about. */
    public SaleOrder(RequestKey key, @Nullable UUID cart, Amount amount, @Nullable UUID word, @Nullable String person) {
        this(key, cart, amount, word, person, null);
    }

    /** The same, approved by telephone. */
    public SaleOrder by(VoiceWord said) {
        return new SaleOrder(key, cart, amount, word, person, said);
    }
}
