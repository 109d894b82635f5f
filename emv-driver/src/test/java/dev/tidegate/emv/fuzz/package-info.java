/** Fuzzes everything that takes bytes from a card, a reader or a file. */
@NullMarked
package dev.tidegate.emv.fuzz;

import org.jspecify.annotations.NullMarked;
