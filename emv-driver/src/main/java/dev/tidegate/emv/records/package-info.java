/** What the card's records hold (EMV 4.4 Book 3, 10.2). */
@NullMarked
package dev.tidegate.emv.records;

import org.jspecify.annotations.NullMarked;
