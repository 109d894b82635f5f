/** A transaction as a value: the next command and what follows from its answer. */
@NullMarked
package dev.tidegate.emv.step;

import org.jspecify.annotations.NullMarked;
