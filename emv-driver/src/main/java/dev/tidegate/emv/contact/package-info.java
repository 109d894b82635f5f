/** A contact transaction: the chapters of the book put together, and the kernel that plays them against a card. */
@NullMarked
package dev.tidegate.emv.contact;

import org.jspecify.annotations.NullMarked;
