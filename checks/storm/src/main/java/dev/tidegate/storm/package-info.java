/** Long storms: the same work very often, from several threads and from a seed, until something gives. */
@NullMarked
package dev.tidegate.storm;

import org.jspecify.annotations.NullMarked;
