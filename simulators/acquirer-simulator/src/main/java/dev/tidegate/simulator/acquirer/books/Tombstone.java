package dev.tidegate.simulator.acquirer.books;

import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import java.time.Instant;

/**
 * A reversal whose original has not come. Should it still come, it is refused.
 *
 * @param reversals how often the reversal came
 */
public record Tombstone(OriginalReference original, long amount, int reversals, Instant at) {
    Tombstone again() {
        return new Tombstone(original, amount, reversals + 1, at);
    }

    /** Whether it lies where this booking wants to go. */
    boolean bars(LedgerEntry entry) {
        boolean exact = !original.stan().isEmpty() && !original.rrn().isEmpty();
        return (exact || amount == entry.sale().amount()) && entry.isMeantBy(original);
    }
}
