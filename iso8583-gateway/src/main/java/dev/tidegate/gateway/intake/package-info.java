/** Takes in the journals of the tills: a verdict for each record, and what it does to its payment. */
@NullMarked
package dev.tidegate.gateway.intake;

import org.jspecify.annotations.NullMarked;
