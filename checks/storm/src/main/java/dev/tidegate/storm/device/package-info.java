/** A till at a payment device that fails in every way, and their books compared. */
@NullMarked
package dev.tidegate.storm.device;

import org.jspecify.annotations.NullMarked;
