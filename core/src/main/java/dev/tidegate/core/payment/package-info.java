/** The words of a payment: money, identities, states, what the journal records. Knows card and EMV. */
@NullMarked
package dev.tidegate.core.payment;

import org.jspecify.annotations.NullMarked;
