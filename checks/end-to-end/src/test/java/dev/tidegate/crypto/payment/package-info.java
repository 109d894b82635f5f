/** In the product's own package, because DUKPT is nobody else's: what two implementations of it say. */
@NullMarked
package dev.tidegate.crypto.payment;

import org.jspecify.annotations.NullMarked;
