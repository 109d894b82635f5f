/** How a transaction begins (EMV 4.4 Book 3, 10.1). */
@NullMarked
package dev.tidegate.emv.initiate;

import org.jspecify.annotations.NullMarked;
