/** The till's training room: cards that are none, an acquirer that takes no money, and a folder of its own. */
@NullMarked
package dev.tidegate.till.training;

import org.jspecify.annotations.NullMarked;
