/** The bench's way to the file under the journal. */
@NullMarked
package dev.tidegate.saf;

import org.jspecify.annotations.NullMarked;
