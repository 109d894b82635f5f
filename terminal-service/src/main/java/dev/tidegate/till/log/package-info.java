/** One line a fact, of fields that may be written down. */
@NullMarked
package dev.tidegate.till.log;

import org.jspecify.annotations.NullMarked;
