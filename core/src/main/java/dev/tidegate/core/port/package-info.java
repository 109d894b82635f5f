/** The doors of the corridor: what the till's rooms promise each other. Knows payment and below. */
@NullMarked
package dev.tidegate.core.port;

import org.jspecify.annotations.NullMarked;
