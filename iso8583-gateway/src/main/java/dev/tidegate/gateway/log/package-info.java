/** What the gateway says about itself: a line per fact, with fields of an allow-list alone. */
@NullMarked
package dev.tidegate.gateway.log;

import org.jspecify.annotations.NullMarked;
