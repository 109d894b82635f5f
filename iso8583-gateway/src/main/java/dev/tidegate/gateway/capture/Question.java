package dev.tidegate.gateway.capture;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.profile.Terminal;
import java.time.Instant;

/**
 * One online request of a till.
 *
 * @param takesPart whether the till can go on with an approval for less
 */
public record Question(
        PaymentId payment,
        Terminal terminal,
        Amount amount,
        Instant soldAt,
        EntryMode entryMode,
        Basis basis,
        boolean takesPart) {
    /** Where the card comes from. */
    public sealed interface Basis {
        /** It was read for this request. */
        record Read(SealedBody body) implements Basis {}

        /** It is the one that paid: the request gives money back, and no card is there. */
        record RefundOf(PaymentId original) implements Basis {}
    }

    public Question(
            PaymentId payment, Terminal terminal, Amount amount, Instant soldAt, EntryMode entryMode, SealedBody body) {
        this(payment, terminal, amount, soldAt, entryMode, new Basis.Read(body), false);
    }

    TillId till() {
        return terminal.till();
    }
}
