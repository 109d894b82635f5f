/** Storms: the product's parts under faults that a shop has once a year and a laboratory a thousand times a minute. */
@NullMarked
package dev.tidegate.storm;

import org.jspecify.annotations.NullMarked;
