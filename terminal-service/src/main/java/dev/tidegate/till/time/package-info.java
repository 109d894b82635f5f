/** The till's time, which nobody sets by hand. */
@NullMarked
package dev.tidegate.till.time;

import org.jspecify.annotations.NullMarked;
