package dev.tidegate.till.store;

import dev.tidegate.core.payment.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message and the route that carried it to the gateway.
 *
 * @param route FIRST or BACKUP
 * @param message authorise, complete, reverse, refund or journal
 * @param payment of which; absent for a batch of the journal
 * @param firstSeq of a batch; 0 for any other message
 * @param lastSeq of a batch; 0 for any other message
 * @param answered whether a usable answer came back by the same route
 */
public record Carried(
        Instant at,
        String route,
        String message,
        @Nullable PaymentId payment,
        long firstSeq,
        long lastSeq,
        boolean answered) {}
