/** The shop floor: the catalogue in use, and the drawer under the till. */
@NullMarked
package dev.tidegate.till.floor;

import org.jspecify.annotations.NullMarked;
