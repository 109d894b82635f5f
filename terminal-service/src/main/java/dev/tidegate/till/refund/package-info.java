/** Money that is given back of a captured sale: referenced, online alone, each under an id of its own. */
@NullMarked
package dev.tidegate.till.refund;

import org.jspecify.annotations.NullMarked;
