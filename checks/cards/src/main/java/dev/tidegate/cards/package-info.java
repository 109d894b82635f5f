/** Test cards before the product's kernels, in one process: {@code tidegate card}. */
@NullMarked
package dev.tidegate.cards;

import org.jspecify.annotations.NullMarked;
