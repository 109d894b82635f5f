package dev.tidegate.simulator.acquirer.books;

/**
 * How a batch was closed; a repeat of the reconciliation gets it again.
 *
 * @param number of the batch
 * @param stan of the reconciliation
 * @param code DE 39 of its answer
 * @param totals the host's
 */
public record BatchClose(int number, String stan, String code, BatchTotals totals) {
    static final BatchClose NONE = new BatchClose(0, "", "", new BatchTotals(0, 0, 0, 0));
}
