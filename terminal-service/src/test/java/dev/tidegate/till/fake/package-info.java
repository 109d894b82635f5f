/** Neighbours of the till that do what a test wants. */
@NullMarked
package dev.tidegate.till.fake;

import org.jspecify.annotations.NullMarked;
