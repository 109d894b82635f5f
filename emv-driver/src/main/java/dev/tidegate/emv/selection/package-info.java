/** Which application card and terminal have in common (EMV 4.4 Book 1, 12). */
@NullMarked
package dev.tidegate.emv.selection;

import org.jspecify.annotations.NullMarked;
