/** The till's journal on disk: appended by Chronicle Queue, durable by {@code force}, checked by its own frames. */
@NullMarked
package dev.tidegate.saf;

import org.jspecify.annotations.NullMarked;
