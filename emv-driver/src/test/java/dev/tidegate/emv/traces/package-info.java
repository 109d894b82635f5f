/** Recorded transactions of real terminals, read and played again. */
@NullMarked
package dev.tidegate.emv.traces;

import org.jspecify.annotations.NullMarked;
