/** Whether a card may be used here, for this, and today (EMV 4.4 Book 3, 10.4). */
@NullMarked
package dev.tidegate.emv.restrictions;

import org.jspecify.annotations.NullMarked;
