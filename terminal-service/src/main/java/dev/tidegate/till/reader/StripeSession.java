package dev.tidegate.till.reader;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a read without a chip: a stripe, which has no second half, or no card.
 *
 * @param pin for the issuer; absent where none was entered
 */
record StripeSession(CardRead read, @Nullable EncipheredPin pin, Runnable onClose) implements CardSession {
    static StripeSession ended(EndReason reason, Runnable onClose) {
        return new StripeSession(new CardRead.Ended(reason), null, onClose);
    }

    @Override
    public FinalOutcome finish(HostAnswer answer) {
        throw new IllegalStateException("only an ARQC is finished");
    }

    @Override
    public void close() {
        try {
            if (pin != null) {
                pin.close();
            }
            if (read instanceof CardRead.Swiped swiped) {
                swiped.card().close();
            }
        } finally {
            onClose.run();
        }
    }
}
