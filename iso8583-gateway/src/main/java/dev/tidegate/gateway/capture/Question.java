package dev.tidegate.gateway.capture;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.profile.Terminal;
import java.time.Instant;

/** One online request of a till. */
public record Question(
        PaymentId payment, Terminal terminal, Amount amount, Instant soldAt, EntryMode entryMode, SealedBody body) {
    TillId till() {
        return terminal.till();
    }
}
