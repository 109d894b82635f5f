/** The till's view of its payments: a projection of the journal in ledger.db, deletable and rebuilt. */
@NullMarked
package dev.tidegate.till.ledger;

import org.jspecify.annotations.NullMarked;
