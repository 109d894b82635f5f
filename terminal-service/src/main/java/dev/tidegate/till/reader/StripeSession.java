package dev.tidegate.till.reader;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;

/** What is left of a read without a chip: a stripe, which has no second half, or no card. */
record StripeSession(CardRead read, Runnable onClose) implements CardSession {
    static StripeSession ended(EndReason reason, Runnable onClose) {
        return new StripeSession(new CardRead.Ended(reason), onClose);
    }

    @Override
    public FinalOutcome finish(HostAnswer answer) {
        throw new IllegalStateException("only an ARQC is finished");
    }

    @Override
    public void close() {
        try {
            if (read instanceof CardRead.Swiped swiped) {
                swiped.card().close();
            }
        } finally {
            onClose.run();
        }
    }
}
