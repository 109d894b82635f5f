/** A look for card numbers in what a run wrote. */
@NullMarked
package dev.tidegate.certification.scan;

import org.jspecify.annotations.NullMarked;
