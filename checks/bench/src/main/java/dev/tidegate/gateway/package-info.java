/** The gateway's rooms without its server, furnished for a measurement. */
@NullMarked
package dev.tidegate.gateway;

import org.jspecify.annotations.NullMarked;
