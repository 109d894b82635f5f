package dev.tidegate.till.http;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.till.ledger.LedgerQueries;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a payment's history.
 *
 * @param seq its number in the journal, greater for what came later
 * @param record what kind of record it is
 * @param state what the payment was after it
 * @param attempts how many messages the gateway had sent; 0 where the record does not say
 */
record EventView(
        long seq,
        Instant at,
        String record,
        String state,
        @Nullable String reason,
        @Nullable String responseCode,
        int attempts,
        @Nullable Instant nextAttempt,
        @Nullable Instant deadline) {
    static EventView of(LedgerQueries.Event event) {
        return new EventView(
                event.seq(),
                event.wroteAt(),
                event.record().name(),
                event.state().name(),
                event.reason() == Reason.NONE ? null : event.reason().name(),
                event.responseCode().isEmpty() ? null : event.responseCode(),
                event.attempts(),
                event.nextAttempt(),
                event.deadline());
    }
}
