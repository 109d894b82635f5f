/** What a terminal is and takes, as its owner and acquirer say (EMV 4.4 Book 4, Annex A). */
@NullMarked
package dev.tidegate.emv.settings;

import org.jspecify.annotations.NullMarked;
