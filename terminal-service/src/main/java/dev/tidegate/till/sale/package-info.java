/** One sale at a time, its result until somebody has seen it, and the pump that drains the journal. */
@NullMarked
package dev.tidegate.till.sale;

import org.jspecify.annotations.NullMarked;
