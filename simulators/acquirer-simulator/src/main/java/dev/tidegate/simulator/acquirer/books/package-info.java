/**
 * What the acquirer has booked: {@code Ledger} over {@code LedgerFile}, made of {@code LedgerEvent}s; {@code Batches}
 * of the terminals and the business date beside it.
 */
@NullMarked
package dev.tidegate.simulator.acquirer.books;

import org.jspecify.annotations.NullMarked;
