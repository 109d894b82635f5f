/** The corridor: one payment from the card to the books. Pure, but for the ports it is handed. */
@NullMarked
package dev.tidegate.core.flow;

import org.jspecify.annotations.NullMarked;
