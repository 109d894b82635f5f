package dev.tidegate.till.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was paid without a card.
 *
 * @param payment its id, beside those of card payments
 * @param name of another kind than cash, as the settings have it; empty for cash
 * @param note what the cashier typed of it, such as the number of a voucher; empty for cash
 * @param reference of the slip
 * @param amount what was paid with it
 * @param tendered what was given: the amount, or more
 * @param givenBackAt absent where it was not
 */
public record TenderSale(
        PaymentId payment,
        RequestKey key,
        UUID cart,
        Kind kind,
        String name,
        String note,
        String reference,
        Amount amount,
        Amount tendered,
        Instant takenAt,
        @Nullable Instant givenBackAt) {
    public enum Kind {
        CASH,
        OTHER
    }

    public TenderSale {
        if (amount.minor() == 0 || amount.exceeds(tendered)) {
            throw new IllegalArgumentException("what is given is at least what is paid");
        }
    }

    public Amount change() {
        return tendered.minus(amount);
    }

    /** Whether it still pays for its cart. */
    public boolean stands() {
        return givenBackAt == null;
    }
}
