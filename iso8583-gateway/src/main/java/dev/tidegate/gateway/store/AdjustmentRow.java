package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a till said of a stored sale's amount after its card had signed it.
 *
 * @param seq of its record
 * @param signed what the card was asked for, minor units of the total's currency; absent where the payment is not known
 * @param total what the sale is to be
 */
public record AdjustmentRow(
        TillId till, long seq, PaymentId payment, @Nullable Long signed, Amount total, Verdict verdict, Instant at) {
    /** What came of it. */
    public enum Verdict {
        /** The payment has that amount now. */
        APPLIED,
        /** The till has no such payment here. */
        UNKNOWN,
        /** It was offered, or a message of it was made: the amount stood already. */
        LATE,
        /** The card itself approved the amount. */
        CARD_APPROVED,
        /** The issuer approved the amount by telephone. */
        VOICE_APPROVED,
        /** It is no stored sale. */
        NOT_STORED,
        /** The acquirer takes no tip after the card, or not from this merchant. */
        NOT_AGREED,
        OTHER_CURRENCY,
        /** Less than the card signed. */
        BELOW_SIGNED,
        /** More than the acquirer's part on top of that. */
        ABOVE_PERCENT
    }
}
