/**
 * Magnetic stripes (ISO/IEC 7811-2, 7811-6 and 7813): from bits or a reader's report to a card, and what a stripe may
 * be used for.
 */
@NullMarked
package dev.tidegate.emv.stripe;

import org.jspecify.annotations.NullMarked;
