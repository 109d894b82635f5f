/** The card's own words: number, expiry, track, key serial number. Knows nothing else of the house. */
@NullMarked
package dev.tidegate.core.card;

import org.jspecify.annotations.NullMarked;
