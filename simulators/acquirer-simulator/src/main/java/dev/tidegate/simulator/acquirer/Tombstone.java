package dev.tidegate.simulator.acquirer;

import java.time.Instant;

/**
 * A reversal whose original has not come. Should it still come, it is refused.
 *
 * @param reversals how often the reversal came
 */
record Tombstone(TransactionKey key, long amount, int reversals, Instant at) {
    Tombstone again() {
        return new Tombstone(key, amount, reversals + 1, at);
    }
}
