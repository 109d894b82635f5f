/**
 * What the shop owns besides card payments, in shop.db: the catalogue, carts, what was paid without a card, and which
 * request became which payment.
 */
@NullMarked
package dev.tidegate.till.store;

import org.jspecify.annotations.NullMarked;
