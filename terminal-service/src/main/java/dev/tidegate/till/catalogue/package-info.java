/** What the shop sells: items, tax rates and discounts, where they are read from, and what a scanner says of them. */
@NullMarked
package dev.tidegate.till.catalogue;

import org.jspecify.annotations.NullMarked;
