/** What the shop owns besides payments, in shop.db: carts, and which request became which payment. */
@NullMarked
package dev.tidegate.till.store;

import org.jspecify.annotations.NullMarked;
