/** Commands to a card and its answers, over one narrow channel (EMV 4.4 Book 1, part III; Book 3, 6). */
@NullMarked
package dev.tidegate.emv.apdu;

import org.jspecify.annotations.NullMarked;
